import { vi } from 'vitest'
import type { SentBatch, SentMessage } from '../../../scripts/cluster/fixture.ts'
import type { World } from './oracle-world.ts'
import { committed, PATIENCE } from './settle.ts'

/** What stands in the cluster once traffic has stopped. */
export type Data = {
  /** Topics of the tests by name, with the `message.type` they were created with (5.x). */
  topics: readonly string[]
  /** Messages of `orders` in the order they were sent; tagged and keyed. */
  orders: SentMessage[]
  compressed: SentMessage[]
  batch: SentBatch
  /** Still connected, with nothing left to do. */
  online: { group: string; clientId: string }[]
}

/** A topic in which RocketMQ allows everything that URLs and tables stumble over. */
export const ODD_TOPIC = 'a|b-c_d'
export const ODD_GROUP = 'g|h-i_j'

/** Small commit-log files, and every hour is one of deletion: what `expireOldMessages` needs. */
export const brokerConfigForExpiry = {
  mappedFileSizeCommitLog: '1048576',
  deleteWhen: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')).join(';'),
}

/** Fills the cluster. Everything that is sent is consumed, left behind, retried or dead when it returns. */
export async function fillCluster(world: World): Promise<Data> {
  const { fixture, version } = world
  const typed = (messageType: 'NORMAL' | 'FIFO' | 'DELAY' | 'TRANSACTION') =>
    version === '4.9.7' ? {} : { messageType }
  await expireOldMessages(world)
  const topics = [
    { topic: 'orders', queues: 4, ...typed('NORMAL') },
    { topic: 'steps', queues: 2, ordered: true, ...typed('FIFO') },
    { topic: 'later', queues: 1, ...typed('DELAY') },
    { topic: 'payments', queues: 2, ...typed('TRANSACTION') },
    { topic: 'everything', queues: 2 },
    { topic: 'only-a', queues: 3, brokers: ['broker-a'] },
    { topic: 'only-b', queues: 1, brokers: ['broker-b'] },
    { topic: 'read-only', queues: 2, permission: 4 },
    { topic: 'growing', queues: 1, brokers: ['broker-a'] },
    { topic: 'doomed', queues: 1 },
    { topic: ODD_TOPIC, queues: 2 },
  ]
  await Promise.all(topics.map((topic) => fixture.createTopic(topic)))
  await fixture.createGroup('never-started')

  const orders = await fixture.send({
    topic: 'orders',
    count: 24,
    tag: 'tag{i}',
    key: 'key{i} order',
    properties: { n: '{i}' },
  })
  await fixture.send({ topic: 'steps', count: 6, shardingKey: 's{i}' })
  await fixture.send({ topic: 'later', count: 2, delayLevel: 1 })
  await fixture.sendTransaction({ topic: 'payments', count: 2, outcome: 'commit' })
  await fixture.sendTransaction({ topic: 'payments', count: 1, outcome: 'rollback' })
  await fixture.send({ topic: ODD_TOPIC, count: 8, key: 'odd{i}' })
  await fixture.send({ topic: 'growing', count: 4 })
  await fixture.send({ topic: 'doomed', count: 3, key: 'dead{i}' })
  const compressed = [
    ...(await fixture.send({ topic: 'everything', bodyBytes: 5_000, compression: 'zlib', key: 'zlib' })),
    ...(await fixture.send({ topic: 'everything', bodyBytes: 5_000, compression: 'lz4', key: 'lz4' })),
    ...(await fixture.send({ topic: 'everything', bodyBytes: 5_000, compression: 'zstd', key: 'zstd' })),
  ]
  const batch = await fixture.sendBatch({ topic: 'only-a', count: 5, key: 'batch{i}', body: 'entry {i}' })

  const start = (group: string, topics: readonly string[], more = {}) => fixture.consume({ group, topics, ...more })
  const readers = await start('readers', ['orders', 'steps'])
  const tagged = await start('tagged', ['orders'], { tag: 'tag1 || tag2' })
  const odd = await start(ODD_GROUP, [ODD_TOPIC])
  const listeners = await start('listeners', ['orders'], { broadcast: true })
  const puller = await start('puller', ['only-a'], { mode: 'pull' })
  const failing = await start('failing', ['doomed'], { fail: true, maxReconsumeTimes: 1 })
  const leaver = await start('behind', ['orders'])
  const early = await start('early', ['growing'])
  await readers.waitFor(30)
  await tagged.waitFor(2)
  await odd.waitFor(8)
  await listeners.waitFor(24)
  await puller.waitFor(5)
  await leaver.waitFor(24)
  await early.waitFor(4)
  await failing.waitFor(6, 120_000)

  for (const group of ['behind', 'early']) await committed(world.api, group)
  await leaver.stop()
  await early.stop()
  // Lag of a group that left, and queues that a group which left has never seen.
  orders.push(...(await fixture.send({ topic: 'orders', count: 17, tag: 'late', key: 'late{i}' })))
  await readers.waitFor(47)
  await fixture.createTopic({ topic: 'growing', queues: 3, brokers: ['broker-a'] })
  for (const queue of [1, 2]) await fixture.send({ topic: 'growing', broker: 'broker-a', queue, count: queue })
  await vi.waitUntil(async () => (await world.mqadmin(['topicList'])).includes('%DLQ%failing'), PATIENCE)
  return {
    topics: ['expiring', ...topics.map(({ topic }) => topic)],
    orders,
    compressed,
    batch,
    online: [
      { group: 'readers', clientId: readers.clientId },
      { group: 'tagged', clientId: tagged.clientId },
      { group: ODD_GROUP, clientId: odd.clientId },
      { group: 'listeners', clientId: listeners.clientId },
      { group: 'puller', clientId: puller.clientId },
      { group: 'failing', clientId: failing.clientId },
    ],
  }
}

/** Leaves a group that stopped in front of messages which the broker has deleted since. Nothing else is old enough. */
async function expireOldMessages(world: World): Promise<void> {
  const { fixture } = world
  await fixture.createTopic({ topic: 'expiring', queues: 1, brokers: ['broker-a'] })
  await fixture.send({ topic: 'expiring', count: 3 })
  const reader = await fixture.consume({ group: 'too-late', topics: ['expiring'] })
  await reader.waitFor(3)
  await committed(world.api, 'too-late')
  await reader.stop()
  await fixture.send({ topic: 'expiring', count: 30, bodyBytes: 100_000 })
  const retention = (hours: number) => setBrokers(world, 'fileReservedTime', String(hours))
  await retention(0)
  const queue = async () => /^broker-a\s+0\s+(\d+)\s+33\s/m.exec(await world.mqadmin(['topicStatus', '-t', 'expiring']))
  await vi.waitUntil(async () => Number((await queue())?.[1] ?? 0) > 3, PATIENCE)
  await retention(48)
}

async function setBrokers(world: World, key: string, value: string): Promise<void> {
  for (const { address } of world.cluster.brokers) {
    const output = await world.mqadmin(['updateBrokerConfig', '-b', address, '-k', key, '-v', value])
    if (!output.includes('update broker config success')) throw new Error(`${address} keeps its ${key}: ${output}`)
  }
}
