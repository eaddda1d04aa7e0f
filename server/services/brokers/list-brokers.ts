import 'server-only'
import { listBrokers as endpoint } from '@/lib/contract/brokers'
import type { ListFields } from '@/lib/domain/list-query.ts'
import { implement } from '../implement'
import { pageOf } from '../list'
import { truthOfReplicas } from '../truth'
import { type BrokerRow, brokerRow, sortedReplicas } from './rows'

const key = (row: BrokerRow) => `${row.brokerName}/${String(row.brokerId).padStart(6, '0')}`

const fields: ListFields<BrokerRow> = {
  key,
  search: (row) => [row.brokerName, row.address, row.clusterName],
  sort: {
    name: key,
    brokerName: key,
    clusterName: (r) => r.clusterName,
    role: (r) => r.role,
    address: (r) => r.address,
    version: (r) => r.version,
    state: (r) => r.state,
    inTps: (r) => r.inTps,
    outTps: (r) => r.outTps,
    putToday: (r) => r.putToday,
    getToday: (r) => r.getToday,
    diskRatio: (r) => r.diskRatio,
    haLagBytes: (r) => r.haLagBytes,
    startedAt: (r) => r.startedAt,
  },
  filter: { clusterName: (r) => r.clusterName, role: (r) => r.role, state: (r) => r.state },
}

export const listBrokers = implement(endpoint, ({ ctx, input }) => {
  const { state } = ctx.cluster
  const replicas = sortedReplicas(state)
  const one = (value: string | undefined) => (value === undefined ? undefined : [value])
  const page = pageOf(
    replicas.map((replica) => brokerRow(state, replica)),
    { ...input, sort: input.sort ?? 'name' },
    fields,
    { clusterName: one(input.clusterName), role: one(input.role), state: one(input.state) },
  )
  return { ...page, ...truthOfReplicas(replicas) }
})
