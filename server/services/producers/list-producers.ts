import 'server-only'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listProducers as endpoint } from '@/lib/contract/topics'
import type { ListFields } from '@/lib/domain/list-query.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { implement } from '../implement'
import { pageOf } from '../list'
import { type ProducerRow, producerRows, truthOfProducers } from './connections'

type Row = OutputOf<typeof endpoint>['items'][number]

const fields: ListFields<Row> = {
  key: (r) => r.group,
  search: (r) => [r.group],
  sort: {
    name: (r) => r.group,
    group: (r) => r.group,
    clients: (r) => r.clients,
    clientVersions: (r) => r.clientVersions.join(' ') || null,
    languages: (r) => r.languages.join(' ') || null,
    brokers: (r) => r.brokers.join(' '),
    lastSeenAt: (r) => r.lastSeenAt,
  },
}

/** Every producer group that a client has registered on a broker, from memory. */
export const listProducers = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const { sides } = ctx.cluster.model(now)
  const byGroup = Map.groupBy(producerRows(sides), (row) => row.group)
  const rows = [...byGroup].map(([group, connections]) => groupRow(group, connections))
  return { ...pageOf(rows, { ...input, sort: input.sort ?? 'name' }, fields), ...truthOfProducers(sides, now) }
})

function groupRow(group: string, connections: readonly ProducerRow[]): Row {
  const seen = connections.map((row) => row.lastSeenAt).filter((at) => at !== null)
  return {
    group,
    clients: connections.length,
    clientVersions: distinct(connections.map((row) => row.version)),
    languages: distinct(connections.map((row) => row.language)),
    brokers: distinct(connections.flatMap((row) => row.brokers)),
    lastSeenAt: seen.sort().at(-1) ?? null,
  }
}

const distinct = (values: ReadonlyArray<string | null>): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort(naturalCompare)
