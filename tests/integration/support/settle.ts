import { expect, vi } from 'vitest'
import { listBrokers } from '../../../lib/contract/brokers.ts'
import { listGroups } from '../../../lib/contract/groups.ts'
import { listProducers, listTopics, readTopicQueues } from '../../../lib/contract/topics.ts'
import type { ConsoleApi } from '../../support/console-api.ts'
import type { World } from './oracle-world.ts'

export const PATIENCE = { timeout: 180_000, interval: 500 }
export const everyPage = { pageSize: 1000 }

/**
 * Resolves when nothing moves in the cluster any more (slaves have everything, indexes are up to date, offsets are
 * committed) and everything the console shows was read after that.
 */
export async function settle(world: World): Promise<void> {
  let before = ''
  await vi.waitUntil(async () => {
    const { items } = await world.api.get(listBrokers, everyPage)
    const isQuiet = items.length === world.cluster.brokers.length && items.every(isBrokerQuiet)
    const ends = items.map(({ brokerName, commitLogMaxOffset }) => `${brokerName} ${commitLogMaxOffset}`)
    const now = `${ends.join()}\n${await world.mqadmin(['consumerProgress'])}`
    const isSettled = isQuiet && new Set(ends).size === ends.length / 2 && now === before
    before = now
    return isSettled
  }, PATIENCE)
  await readAfter(world, Date.now())
}

/** Resolves when everything the console holds was read after that time. */
export async function readAfter(world: World, at: number): Promise<void> {
  const isNewer = (asOf: string | null) => asOf !== null && Date.parse(asOf) > at
  await vi.waitUntil(async () => {
    const [brokers, topics, groups, producers] = await Promise.all([
      world.api.get(listBrokers, everyPage),
      world.api.get(listTopics, { ...everyPage, type: 'all' }),
      world.api.get(listGroups, { ...everyPage, kind: 'all' }),
      world.api.get(listProducers, everyPage),
    ])
    return (
      brokers.items.every(({ asOf }) => isNewer(asOf)) &&
      isNewer(topics.asOf) &&
      isNewer(groups.asOf) &&
      groups.items.every(({ stateAsOf }) => isNewer(stateAsOf)) &&
      isNewer(producers.asOf) &&
      (await Promise.all(
        topics.items.map(async ({ name }) => isNewer((await world.api.get(readTopicQueues, { topic: name })).asOf)),
      ).then((newer) => newer.every(Boolean)))
    )
  }, PATIENCE)
}

/**
 * Resolves when the group has committed all that there is, on every queue. A client that stops sends its last offsets
 * one-way and may close before they arrive: they are seen committed before it stops.
 */
export async function committed(api: ConsoleApi, group: string): Promise<void> {
  await vi.waitFor(async () => {
    const { items } = await api.get(listGroups, { ...everyPage, kind: 'all' })
    expect(items.find(({ name }) => name === group)).toMatchObject({ lagMessages: 0, atLeast: [] })
  }, PATIENCE)
}

/** Rates of the last 10 s are 0 as well: then the counters stand still. */
const isBrokerQuiet = (broker: {
  state: string
  dispatchBehindBytes: number | null
  inTps: number | null
  outTps: number | null
}) => broker.state === 'up' && broker.dispatchBehindBytes === 0 && broker.inTps === 0 && broker.outTps === 0
