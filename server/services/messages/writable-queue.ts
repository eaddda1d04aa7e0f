import 'server-only'
import { type ClusterState, type ReplicaState, replicasOf } from '@/server/metrics/state'

/** A queue that takes messages now, as far as is known: of the broker's last answers. */
export type WritableQueue = { brokerName: string; address: string; queueId: number }

const WRITE = 2
let turn = 0

/**
 * A queue of a topic to send to: on the broker name `prefer` if its master takes messages of the topic, else on another
 * one; queues by turns. `createdBy`: the group whose retry topic it is, which a broker makes when it is sent to and the
 * group exists there. Null: nobody takes it.
 */
export function writableQueue(
  state: ClusterState,
  topic: string,
  { prefer, createdBy }: { prefer?: string | undefined; createdBy?: string | undefined } = {},
): WritableQueue | null {
  const names = [...state.brokers.keys()].sort((a, b) => (a === prefer ? -1 : b === prefer ? 1 : a < b ? -1 : 1))
  turn += 1
  const first = prefer === undefined || !state.brokers.has(prefer) ? turn % Math.max(1, names.length) : 0
  const inTurn = [...names.slice(first), ...names.slice(0, first)]
  const having = inTurn.map((name) => queueOn(state, name, topic)).find((queue) => queue !== null) ?? null
  if (createdBy === undefined) return having
  // Where the letter lies the group exists as well, or did: there its retry topic may come to be.
  const makes = prefer === undefined ? null : madeOn(state, prefer, topic, createdBy)
  if (makes !== null) return makes
  return having ?? inTurn.map((name) => madeOn(state, name, topic, createdBy)).find((queue) => queue !== null) ?? null
}

function queueOn(state: ClusterState, brokerName: string, topic: string): WritableQueue | null {
  const definition = state.brokers.get(brokerName)?.topics.value?.get(topic)
  const master = masterOf(state, brokerName)
  if (!definition || master === null || definition.writeQueues < 1 || (definition.perm & WRITE) === 0) return null
  return { brokerName, address: master.address, queueId: turn % definition.writeQueues }
}

function madeOn(state: ClusterState, brokerName: string, topic: string, group: string): WritableQueue | null {
  const broker = state.brokers.get(brokerName)
  const master = masterOf(state, brokerName)
  if (!broker || master === null || broker.topics.value?.has(topic)) return null
  const mayHave = broker.groups.value === null || broker.groups.value.has(group)
  return mayHave ? { brokerName, address: master.address, queueId: 0 } : null
}

function masterOf(state: ClusterState, brokerName: string): ReplicaState | null {
  const master = replicasOf(state, brokerName).find((replica) => replica.brokerId === 0)
  return master && master.state !== 'down' ? master : null
}
