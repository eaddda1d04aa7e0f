// npm test: all set-up, then everything. The last line says how many tests passed and failed.
import { parseArgs } from 'node:util'
import { prepareRocketmq, ROCKETMQ_VERSIONS } from './cluster/maven.ts'
import { buildForProduction } from './support/build.ts'
import {
  add,
  noTests,
  playwright,
  quickChecks,
  runSteps,
  type Step,
  type StepResult,
  tallyText,
  unitTests,
  verdict,
  vitest,
} from './support/checks.ts'
import { prepareChromium } from './support/chromium.ts'
import { formatDuration, run, stopChildrenOnSignal, withProgress } from './support/run.ts'

const parts = ['checks', 'unit', 'build', 'integration', 'e2e'] as const
type Part = (typeof parts)[number]

stopChildrenOnSignal()
const startedAt = Date.now()
const chosen = chosenParts(process.argv.slice(2))
const wants = (part: Part) => chosen.includes(part)
let chromium = ''
let total = noTests

heading('Set-up')
await setUp()

heading('Checks and unit tests')
if (wants('checks')) await take([...quickChecks, { title: 'Lock file as committed', work: checkLockFile }], 2)
if (wants('unit')) await take([unitTests])

// From here on it takes minutes: not worth it with what is red already.
if (wants('build') || wants('e2e')) await takeUnlessRed({ title: 'Production build', work: build })
if (wants('integration')) {
  await takeUnlessRed({ title: 'Integration, real RocketMQ', work: () => vitest('integration', { live: true }) })
}
if (wants('e2e')) {
  await takeUnlessRed({ title: 'End to end in Chromium', work: () => playwright({ ROCKETDECK_CHROMIUM: chromium }) })
}

console.log(`\nAfter ${formatDuration(Date.now() - startedAt)}`)
console.log(tallyText(total))
process.exitCode = total.failed > 0 ? 1 : 0

/** Each part of the set-up that fails counts as one failed test. */
async function setUp(): Promise<void> {
  const steps: { title: string; work: () => Promise<unknown> }[] = []
  if (wants('e2e')) {
    const prepare = async () => {
      chromium = await prepareChromium()
    }
    steps.push({ title: 'Chromium', work: prepare })
  }
  if (wants('integration') || wants('e2e')) {
    for (const version of ROCKETMQ_VERSIONS) {
      steps.push({
        title: `RocketMQ ${version}`,
        work: () => withProgress(`Fetching RocketMQ ${version}`, (detail) => prepareRocketmq(version, detail)),
      })
    }
  }
  for (const { title, work } of steps) {
    await work().catch((error: unknown) => {
      total = add(total, { ...noTests, failed: 1 })
      console.log(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  if (steps.length === 0) console.log('Nothing to do.')
}

async function take(steps: readonly Step[], atOnce = 1): Promise<void> {
  total = add(total, await runSteps(steps, atOnce))
}

async function takeUnlessRed(step: Step): Promise<void> {
  heading(step.title)
  if (total.failed > 0) console.log('Not run, because something before it failed.')
  else await take([step])
}

async function build(): Promise<StepResult> {
  await buildForProduction()
  return verdict(true, '')
}

/** `npm install` must leave the lock file alone; while package.json is being edited both may differ. */
async function checkLockFile(): Promise<StepResult> {
  const { code, output } = await run(['git', 'status', '--porcelain', '--', 'package.json', 'package-lock.json'])
  if (code !== 0) return verdict(true, '') // not a git checkout: nothing to compare with
  const changed = (file: string) => output.split('\n').some((line) => line.endsWith(` ${file}`))
  const ok = !changed('package-lock.json') || changed('package.json')
  return verdict(ok, 'package-lock.json is not as committed though package.json is: run npm install and commit it.')
}

function chosenParts(argv: string[]): readonly Part[] {
  try {
    const { values } = parseArgs({ args: argv, options: { only: { type: 'string' } } })
    const names = values.only?.split(',').map((name) => name.trim()) ?? [...parts]
    const unknown = names.find((name) => !(parts as readonly string[]).includes(name))
    if (unknown !== undefined) throw new Error(`--only knows no part "${unknown}"`)
    return names as Part[]
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}: expected --only with some of ${parts.join(',')}.`)
    process.exit(2)
  }
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`)
}
