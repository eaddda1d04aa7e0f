// npm run verify: the quick loop. No cluster, no build, no network.
import { add, quickChecks, runSteps, tallyText, unitTests } from './support/checks.ts'
import { formatDuration, stopChildrenOnSignal } from './support/run.ts'

stopChildrenOnSignal()
const startedAt = Date.now()
const quick = await runSteps(quickChecks, 2)
const total = add(quick, await runSteps([unitTests]))
console.log(`\nVerified in ${formatDuration(Date.now() - startedAt)}`)
console.log(tallyText(total))
process.exitCode = total.failed > 0 ? 1 : 0
