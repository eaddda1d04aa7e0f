import 'server-only'
import type { OutputOf } from '@/lib/contract/endpoint'
import { searchCluster as endpoint } from '@/lib/contract/search'
import { findByName, searchWords } from '@/lib/domain/name-match.ts'
import type { ClusterModel } from '@/server/metrics/model'
import { brokerRow, sortedReplicas } from '../brokers/rows'
import { implement } from '../implement'
import { producerRows } from '../producers/connections'
import { truthOfSides } from '../truth'

/** Of each kind; the rest is counted. */
const LIMIT = 8

type Found = OutputOf<typeof endpoint>
type FoundClient = Found['clients']['items'][number]

const isInner = (type: string) => type === 'RETRY' || type === 'DLQ' || type === 'SYSTEM'

/** Names from memory: one pass over each table, rows are drawn up for what is shown only. */
export const searchCluster = implement(endpoint, ({ ctx, input }): Found => {
  const { state } = ctx.cluster
  const model = ctx.cluster.model(ctx.now())
  const words = searchWords(input.q)
  const producers = producerRows(model.sides)
  return {
    topics: mapFound(
      findByName(model.topics.values(), words, LIMIT, {
        name: (topic) => topic.name,
        after: (topic) => (isInner(topic.type) ? 1 : 0),
      }),
      ({ name, type, inTps }) => ({ name, type, inTps: inTps.value, atLeast: inTps.atLeast ? ['inTps'] : [] }),
    ),
    groups: mapFound(
      findByName(model.groups.values(), words, LIMIT, {
        name: (group) => group.name,
        after: (group) => (group.system ? 2 : group.leftover ? 1 : 0),
      }),
      ({ name, system, leftover, connections, lag }) => ({
        name,
        kind: system ? ('system' as const) : leftover ? ('leftover' as const) : ('own' as const),
        state: connections.state,
        lagMessages: lag.lagMessages,
        atLeast: lag.atLeast ? ['lagMessages'] : [],
      }),
    ),
    brokers: mapFound(
      findByName(sortedReplicas(state), words, LIMIT, {
        name: (replica) => `${replica.brokerName} / ${replica.brokerId}`,
        also: (replica) => [replica.address],
      }),
      (replica) => {
        const { brokerName, brokerId, address, state: replicaState, inTps } = brokerRow(state, replica)
        return { brokerName, brokerId, address, state: replicaState, inTps }
      },
    ),
    clients: findByName(clientsOf(model, producers).values(), words, LIMIT, {
      name: (client) => client.clientId,
      also: (client) => [client.address],
    }),
    producers: mapFound(
      findByName(
        Map.groupBy(producers, (row) => row.group),
        words,
        LIMIT,
        { name: ([group]) => group },
      ),
      ([group, rows]) => ({ group, clients: rows.length }),
    ),
    nameServers: mapFound(
      findByName(state.nameServers.values(), words, LIMIT, { name: (nameServer) => nameServer.address }),
      ({ address, reachable }) => ({ address, reachable }),
    ),
    ...truthOfSides(model.sides),
  }
})

function mapFound<Row, Item>(found: { items: Row[]; total: number }, map: (row: Row) => Item) {
  return { items: found.items.map(map), total: found.total }
}

/** Every client that brokers know, with the groups it consumes and produces for. */
function clientsOf(model: ClusterModel, producers: ReturnType<typeof producerRows>): Map<string, FoundClient> {
  const clients = new Map<string, FoundClient>()
  const entryOf = (clientId: string, address: string) => {
    let entry = clients.get(clientId)
    if (!entry) {
      entry = { clientId, address, groups: [], producers: [] }
      clients.set(clientId, entry)
    }
    return entry
  }
  for (const [group, connections] of model.connections)
    for (const { clientId, address } of connections.clients) entryOf(clientId, address).groups.push(group)
  for (const { clientId, address, group } of producers) entryOf(clientId, address).producers.push(group)
  return clients
}
