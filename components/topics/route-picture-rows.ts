import type { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTopicQueues, readTopicRoute } from '@/lib/contract/topics'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness'
import { naturalCompare } from '@/lib/domain/natural-sort'

type Route = OutputOf<typeof readTopicRoute>
type Queue = OutputOf<typeof readTopicQueues>['items'][number]
type Replica = Pick<
  OutputOf<typeof listBrokers>['items'][number],
  'brokerName' | 'brokerId' | 'address' | 'state' | 'role' | 'clusterName'
>

export interface RouteAddress {
  brokerId: string
  address: string
  /** null: the route names it, and nothing else is known of it. */
  state: Replica['state'] | null
  /** The name server gives it to clients. */
  inRoute: boolean
}

export interface RouteRow {
  brokerName: string
  clusterName: string | null
  addresses: RouteAddress[]
  /** From the route; null: the route does not list queues on this broker. */
  queues: Route['queues'][number] | null
  masterDown: boolean
  cells: Queue[]
  /** Rate into all its queues. */
  inTps: PartialSum
}

/**
 * One row per broker of the topic: those the name server sends clients to, and those that hold queues without being in
 * the route. `route` null: the name servers were not heard. Replicas that dropped out of the route stay, as down.
 */
export function routePictureRows(
  route: Route | null,
  queues: readonly Queue[],
  replicas: readonly Replica[],
): RouteRow[] {
  const names = new Set([
    ...(route?.queues ?? []).map((each) => each.brokerName),
    ...queues.map((queue) => queue.brokerName),
  ])
  return [...names].sort(naturalCompare).map((brokerName) => {
    const broker = route?.brokers.find((each) => each.brokerName === brokerName)
    const own = replicas.filter((replica) => replica.brokerName === brokerName)
    const cells = queues.filter((queue) => queue.brokerName === brokerName)
    return {
      brokerName,
      clusterName: broker?.clusterName ?? own[0]?.clusterName ?? null,
      addresses: addressesOf(broker?.addresses ?? {}, own),
      queues: route?.queues.find((each) => each.brokerName === brokerName) ?? null,
      masterDown: own.some((replica) => replica.role === 'master' && replica.state === 'down'),
      cells,
      inTps: sumPartial(cells.map((queue) => queue.inTps)),
    }
  })
}

/** How strong the ground of each queue is: its rate as a part of the largest one, 0 to 1; null = unknown or nothing. */
export function heat(rate: number | null, largest: number): number | null {
  if (rate === null || rate <= 0 || largest <= 0) return null
  return Math.min(1, rate / largest)
}

/** The largest rate of one queue; 0 while none is known. */
export function largestRate(rows: readonly RouteRow[]): number {
  return Math.max(0, ...rows.flatMap((row) => row.cells.map((queue) => queue.inTps ?? 0)))
}

/** The read and write queues that every broker of the route has, or null where they differ or there is no route. */
export function evenQueues(route: Route): { read: number; write: number } | null {
  const first = route.queues[0]
  if (!first) return null
  const even = route.queues.every((q) => q.readQueues === first.readQueues && q.writeQueues === first.writeQueues)
  return even ? { read: first.readQueues, write: first.writeQueues } : null
}

function addressesOf(given: Readonly<Record<string, string>>, replicas: readonly Replica[]): RouteAddress[] {
  const byId = new Map<string, RouteAddress>()
  for (const replica of replicas) {
    const { address, state } = replica
    byId.set(String(replica.brokerId), { brokerId: String(replica.brokerId), address, state, inRoute: false })
  }
  for (const [brokerId, address] of Object.entries(given)) {
    const known = byId.get(brokerId)
    byId.set(brokerId, { brokerId, address, state: known?.address === address ? known.state : null, inRoute: true })
  }
  return [...byId.values()].sort((a, b) => naturalCompare(a.brokerId, b.brokerId))
}
