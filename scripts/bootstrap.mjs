#!/usr/bin/env node
// The start of every npm script, in plain JavaScript that any Node >= 18 runs without a single package:
// it installs what package.json asks for, then goes on as scripts/<command>.ts with the Node that came along.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = path.join(root, 'node_modules', '.rocketdeck-install')
const localNode = path.join(root, 'node_modules', 'node', 'bin', 'node')

process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = '1'

await main().catch((error) => fail(error instanceof Error ? error.message : String(error)))

async function main() {
  const [command = '', ...args] = process.argv.slice(2)
  if (Number(process.versions.node.split('.')[0]) < 18) {
    fail(
      `Rocketdeck needs Node 18 or newer to begin with, this is ${process.version}: install a current Node.js and run the command again.`,
    )
  }
  const script = [`scripts/${command}.ts`, `scripts/${command}/cli.ts`].find((file) =>
    existsSync(path.join(root, file)),
  )
  if (!/^[a-z][a-z-]*$/.test(command) || !script) {
    fail(`There is no command "${command}": see "scripts" in package.json for those that exist.`)
  }
  if (command === 'demo') {
    const { demoOptions, demoProblem } = await import('./preflight.mjs')
    const problem = await demoProblem(demoOptions(args))
    if (problem) fail(problem)
  }
  await installWhenNeeded()
  const exit = await runForwardingSignals(chooseNode(), [path.join(root, script), ...args])
  process.exitCode = exit
}

/** npm install, only when package.json or the lock file is not the one that was installed last. */
async function installWhenNeeded() {
  const wanted = installKey()
  if (read(stampFile) === wanted) return
  // npm ci is no choice here: a lock file written against a mirror may lack other platforms' optional binaries.
  const npmArgs = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  const npmCli = process.env.npm_execpath
  const viaNode = npmCli !== undefined && /npm-cli\.[cm]?js$/.test(npmCli)
  const [file, fullArgs] = viaNode ? [process.execPath, [npmCli, ...npmArgs]] : ['npm', npmArgs]
  const lockBefore = read(path.join(root, 'package-lock.json'))
  rmSync(stampFile, { force: true })

  const startedAt = Date.now()
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`
  const isTerminal = process.stdout.isTTY === true
  process.stdout.write(`Installing packages (npm install)${isTerminal ? '' : ' …\n'}`)
  const progress = setInterval(
    () => process.stdout.write(isTerminal ? `\rInstalling packages (npm install) ${seconds()}` : `  … ${seconds()}\n`),
    isTerminal ? 1000 : 15000,
  )
  const { code, output } = await runQuietly(file, fullArgs).finally(() => clearInterval(progress))
  if (code !== 0) {
    process.stdout.write(`\n${output}\n`)
    fail(`npm install failed (exit code ${code}); its output stands above. It needs a reachable npm registry.`)
  }
  process.stdout.write(`${isTerminal ? '\r' : ''}Packages installed in ${seconds()}.          \n`)

  const lockChanged = read(path.join(root, 'package-lock.json')) !== lockBefore
  if (lockChanged && process.env.CI) {
    fail('npm install changed package-lock.json: run npm install on your machine and commit the result.')
  }
  if (lockChanged)
    process.stdout.write('npm install changed package-lock.json: commit it together with package.json.\n')
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, installKey())
}

function installKey() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(`${read(path.join(root, file)) ?? ''}\0`)
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

/** The Node of the development dependencies; where it has no binary, the one that runs this, if it can run TypeScript. */
function chooseNode() {
  if (existsSync(localNode)) return localNode
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 23 || (major === 22 && minor >= 18)) return process.execPath
  fail(
    `The npm package "node" brought no Node for ${process.platform}-${process.arch}: install Node 24 and run the command again.`,
  )
}

/** Runs a program to its end with the terminal handed over; gives its exit code. */
function runForwardingSignals(file, args) {
  const binFolder = path.join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(file, args, { stdio: 'inherit', env })
  // Ctrl-C reaches the child from the terminal as well; the child takes two in quick succession for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)))
  })
}

function runQuietly(file, args) {
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started (${error.message}): is it installed?`)))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
