import type { AuditLog } from '../../server/audit/audit-log.ts'
import type { AuditOutcome, AuditRow } from '../../server/store/audit-rows.ts'
import type { Store } from '../../server/store/store.ts'

/** An audit log that keeps its rows here, for tests of verbs. */
export function recordedAudit(): { audit: AuditLog; rows: AuditRow[] } {
  const rows: AuditRow[] = []
  const audit: Pick<AuditLog, 'begin' | 'drain'> = {
    async begin(intent) {
      const row: AuditRow = { ...intent, id: rows.length + 1, at: 0, outcome: null, outcomeAt: null, result: null }
      rows.push(row)
      const finish = async (outcome: AuditOutcome, result: AuditRow['result']) => {
        Object.assign(row, { outcome, outcomeAt: 0, result })
      }
      return { id: row.id, finish }
    },
    drain: async () => {},
  }
  return { audit: audit as AuditLog, rows }
}

/** For verbs that must not touch the store. */
export const noStore = new Proxy({} as Store, {
  get(_, name) {
    throw new Error(`this test has no store (asked for ${String(name)})`)
  },
})
