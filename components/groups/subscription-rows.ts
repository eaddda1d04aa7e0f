import type { OutputOf } from '@/lib/contract/endpoint'
import type { readGroupClients } from '@/lib/contract/groups'

type Clients = OutputOf<typeof readGroupClients>

/** Members that say the same of one topic. */
export interface FilterRow {
  key: string
  expressionType: string | null
  /** Null: they do not subscribe to it. */
  expression: string | null
  clientIds: string[]
  /** Fewer say so than say something else. */
  odd: boolean
}

/** The filters of one topic, by how many members have them: what most say comes first. */
export function differenceRows(difference: Clients['differences'][number]): FilterRow[] {
  const rows = new Map<string, FilterRow>()
  for (const { clientId, expressionType, expression } of difference.values) {
    const key = `${expressionType}\n${expression}`
    const row = rows.get(key)
    if (row) row.clientIds.push(clientId)
    else rows.set(key, { key, expressionType, expression, clientIds: [clientId], odd: false })
  }
  const sorted = [...rows.values()].sort((a, b) => b.clientIds.length - a.clientIds.length)
  const most = sorted[0]?.clientIds.length ?? 0
  return sorted.map((row) => ({ ...row, odd: row.clientIds.length < most }))
}

/** Whether members subscribe alike; null while too few of them have said. */
export function subscriptionState(clients: Pick<Clients, 'items' | 'differences'>) {
  const silent = clients.items.filter((client) => client.subscriptions === null)
  const answered = clients.items.length - silent.length
  const agree = clients.differences.length > 0 ? false : silent.length > 0 ? null : true
  return { agree, answered, silent }
}
