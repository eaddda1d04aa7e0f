import 'server-only'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listProducers as endpoint } from '@/lib/contract/topics'
import type { ListFields } from '@/lib/domain/list-query.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { producerKind } from '@/lib/domain/producer-kind.ts'
import { implement } from '../implement'
import { commaList, pageOf } from '../list'
import { knowsProducers, type ProducerRow, producerRows, truthOfProducers } from './connections'

type Row = OutputOf<typeof endpoint>['items'][number]
/** A row with what the search looks into besides its name. */
type Found = { row: Row; texts: string[] }

const fields: ListFields<Found> = {
  key: ({ row }) => row.group,
  search: ({ row, texts }) => [row.group, ...texts],
  sort: {
    name: ({ row }) => row.group,
    group: ({ row }) => row.group,
    clients: { value: ({ row }) => row.clients, place: ({ row }) => row.clientsLastKnown },
    clientVersions: ({ row }) => row.clientVersions.join(' ') || null,
    languages: ({ row }) => row.languages.join(' ') || null,
    brokers: ({ row }) => row.brokers.join(' '),
    lastSeenAt: ({ row }) => row.lastSeenAt,
  },
  filter: { kind: ({ row }) => row.kind, state: ({ row }) => statesOf(row) },
}

/** Every producer group that a client has registered on a broker, from memory. Found by name, client id or address. */
export const listProducers = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const { sides } = ctx.cluster.model(now)
  const silent = new Set(sides.filter((side) => !knowsProducers(side, now)).map((side) => side.brokerName))
  const byGroup = Map.groupBy(producerRows(sides), (row) => row.group)
  const rows = [...byGroup].map(([group, connections]) => ({
    row: groupRow(group, connections, silent),
    texts: connections.flatMap(({ clientId, address }) => [clientId, address]),
  }))
  const filter = { kind: commaList(input.kind), state: commaList(input.state) }
  const page = pageOf(rows, { ...input, sort: input.sort ?? 'name' }, fields, filter)
  const ofKind = (wanted: Row['kind']) => rows.filter(({ row }) => row.kind === wanted)
  const inState = (state: string) => ofKind('own').filter(({ row }) => statesOf(row).includes(state)).length
  return {
    ...page,
    items: page.items.map(({ row }) => row),
    kinds: { own: ofKind('own').length, internal: ofKind('internal').length },
    states: { mixed: inState('mixed'), unknown: inState('unknown') },
    ...truthOfProducers(sides, now),
  }
})

function statesOf(row: Row): string[] {
  return [...(row.clientVersions.length > 1 ? ['mixed'] : []), ...(row.clients === null ? ['unknown'] : [])]
}

function groupRow(group: string, connections: readonly ProducerRow[], silent: ReadonlySet<string>): Row {
  const seen = connections.map((row) => row.lastSeenAt).filter((at) => at !== null)
  const brokers = distinct(connections.flatMap((row) => row.brokers))
  const silentBrokers = brokers.filter((name) => silent.has(name))
  const answered = connections.filter((row) => row.brokers.some((name) => !silent.has(name)))
  return {
    group,
    kind: producerKind(group),
    clients: answered.length === 0 ? null : answered.length,
    clientsLastKnown: connections.length,
    clientVersions: distinct(connections.map((row) => row.version)),
    languages: distinct(connections.map((row) => row.language)),
    brokers,
    silentBrokers,
    lastSeenAt: seen.sort().at(-1) ?? null,
    // Any silent broker may have clients of it that no other broker has.
    atLeast: silent.size > 0 && answered.length > 0 ? ['clients'] : [],
  }
}

const distinct = (values: ReadonlyArray<string | null>): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort(naturalCompare)
