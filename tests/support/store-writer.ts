// A process that writes audit rows until it is killed: intents in order, each confirmed on standard output, and the
// outcome of a row only when the next intent stands.
import { insertIntent, insertOutcome, readAuditRows } from '../../server/store/audit-rows.ts'
import { openStore } from '../../server/store/store.ts'

const store = await openStore({ folder: process.argv[2]!, key: 'ROCKETDECK_DATA' })
let before: number | null = null
for (;;) {
  const id = await insertIntent(store, {
    at: Date.now(),
    requestId: 'r',
    actor: 'writer',
    actorAddress: null,
    cluster: null,
    action: 'test.write',
    target: 't',
    intent: { rows: (await readAuditRows(store, { limit: 1 })).length },
  })
  process.stdout.write(`${id}\n`)
  if (before !== null) await insertOutcome(store, before, { outcome: 'done', at: Date.now(), result: {} })
  before = id
}
