import { expect, test, vi } from 'vitest'
import { listGroups } from '../../../lib/contract/groups.ts'
import {
  listTopics,
  readTopic,
  readTopicGroups,
  readTopicQueues,
  readTopicRoute,
} from '../../../lib/contract/topics.ts'
import {
  parseStatsAll,
  parseTopicList,
  parseTopicListWithGroups,
  parseTopicRoute,
  parseTopicStatus,
} from './mqadmin-output.ts'
import type { Scene } from './oracle-world.ts'
import { everyPage, PATIENCE } from './settle.ts'

/** Groups whose lag differs from mqadmin's on purpose; each has a test of its own. */
export const DIFFERENT_ON_PURPOSE = ['early', 'too-late', 'listeners'] as const

/** topicList, topicRoute, topicStatus, topicClusterList, statsAll. */
export function compareTopics(scene: Scene): void {
  const mqadmin = (...args: string[]) => scene().world.mqadmin(args)
  const allTopics = async () => (await scene().world.api.get(listTopics, { ...everyPage, type: 'all' })).items
  const namesToCompare = () => [...scene().data.topics, '%RETRY%failing', '%DLQ%failing', '%RETRY%g|h-i_j']

  test('topicList: the same topics, system, retry and dead-letter ones included', async () => {
    const printed = parseTopicList(await mqadmin('topicList'))
    expect((await allTopics()).map(({ name }) => name).sort()).toEqual([...printed].sort())
    expect(printed).toEqual(expect.arrayContaining([...scene().data.topics, '%DLQ%failing']))
  })

  test('topicList -c: the same groups on each topic', async () => {
    const printed = parseTopicListWithGroups(await mqadmin('topicList', '-c'))
    for (const topic of scene().data.topics) {
      const { items } = await scene().world.api.get(readTopicGroups, { topic })
      expect(items.map(({ name }) => name).sort(), topic).toEqual([...(printed.get(topic) ?? [])].sort())
    }
  })

  test('topicRoute: brokers, addresses, queues and permission', async () => {
    for (const topic of namesToCompare()) {
      const printed = parseTopicRoute(await mqadmin('topicRoute', '-t', topic))
      const ours = await scene().world.api.get(readTopicRoute, { topic })
      expect(ours.brokers, topic).toEqual(
        sorted(printed.brokerDatas).map(({ brokerName, cluster, brokerAddrs }) => ({
          brokerName,
          clusterName: cluster,
          addresses: brokerAddrs,
        })),
      )
      expect(ours.queues, topic).toEqual(
        sorted(printed.queueDatas).map(({ brokerName, readQueueNums, writeQueueNums, perm }) => ({
          brokerName,
          readQueues: readQueueNums,
          writeQueues: writeQueueNums,
          permission: { 6: 'rw', 4: 'r', 2: 'w' }[perm],
        })),
      )
    }
  })

  test('topicClusterList: the same clusters', async () => {
    for (const topic of ['orders', 'only-a', '%DLQ%failing']) {
      const printed = parseTopicList(await mqadmin('topicClusterList', '-t', topic))
      const { brokers } = await scene().world.api.get(readTopicRoute, { topic })
      expect([...new Set(brokers.map(({ clusterName }) => clusterName))]).toEqual(printed)
    }
  })

  test('topicStatus: minimum, maximum and newest message of every queue', async () => {
    for (const topic of namesToCompare()) {
      const printed = parseTopicStatus(await mqadmin('topicStatus', '-t', topic))
      const { items } = await scene().world.api.get(readTopicQueues, { topic })
      expect(
        items.map(({ brokerName, queueId, minOffset, maxOffset, lastMessageAt }) => ({
          brokerName,
          queueId,
          minOffset,
          maxOffset,
          lastUpdatedAt: lastMessageAt,
        })),
        topic,
      ).toEqual([...printed].sort((a, b) => compare(a.brokerName, b.brokerName) || a.queueId - b.queueId))
      const row = (await allTopics()).find(({ name }) => name === topic)
      expect(row?.messagesKept, topic).toBe(
        printed.reduce((sum, { minOffset, maxOffset }) => sum + maxOffset - minOffset, 0),
      )
    }
  })

  test('statsAll: accumulation and messages of 24 hours', async () => {
    const printed = parseStatsAll(await mqadmin('statsAll'))
    const { items: groups } = await scene().world.api.get(listGroups, { ...everyPage, kind: 'all' })
    const known = new Set(groups.map(({ name }) => name))
    for (const topic of new Set(printed.map((row) => row.topic))) {
      const rows = printed.filter((row) => row.topic === topic)
      // The brokers' windows move on by themselves (StatsItem samples every 10 s and every 10 min), and the console keeps
      // an answer for 30 s: asked again until both looked at the same sample.
      await vi.waitFor(async () => {
        const now = parseStatsAll(await mqadmin('statsAll')).filter((row) => row.topic === topic)
        const ours = await scene().world.api.get(readTopic, { topic })
        const handedOut = now
          .filter(({ group }) => group !== null && known.has(group))
          .reduce((sum, { out24h }) => sum + (out24h ?? 0), 0)
        expect([ours.in24h, ours.out24h], topic).toEqual([now[0]?.in24h, handedOut])
      }, PATIENCE)
      const consumers = rows.filter(({ group }) => group !== null && known.has(group))
      const { items } = await scene().world.api.get(readTopicGroups, { topic })
      const comparable = consumers.filter(({ group }) => !isDifferent(group))
      expect(
        items.filter(({ name }) => !isDifferent(name)).map(({ name, lagMessages }) => [name, lagMessages]),
        topic,
      ).toEqual(comparable.map(({ group, accumulation }) => [group, accumulation]).sort(([a], [b]) => compare(a, b)))
    }
    expect(printed.filter(({ accumulation }) => accumulation === 17)).toHaveLength(1)
  })
}

const isDifferent = (group: string | null) => (DIFFERENT_ON_PURPOSE as readonly (string | null)[]).includes(group)

const compare = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)

const sorted = <T extends { brokerName: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => compare(a.brokerName, b.brokerName))
