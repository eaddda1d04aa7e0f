import { z } from 'zod'
import type { Client } from '../server/rocketmq/client.ts'
import { defineRequest } from '../server/rocketmq/requests/define-request.ts'

// Writes of the bench's own: the driver declares them when the console can change a cluster.

const createTopics = defineRequest({
  code: 18,
  name: 'UPDATE_AND_CREATE_TOPIC_LIST',
  target: 'broker',
  access: 'write',
  timeout: 'relayed',
  header: z.strictObject({}),
  requestBody: z.object({ topicConfigList: z.array(z.record(z.string(), z.unknown())) }),
})

const createGroups = defineRequest({
  code: 225,
  name: 'UPDATE_AND_CREATE_SUBSCRIPTIONGROUP_LIST',
  target: 'broker',
  access: 'write',
  timeout: 'relayed',
  header: z.strictObject({}),
  requestBody: z.object({ groupConfigList: z.array(z.record(z.string(), z.unknown())) }),
})

const commitOffset = defineRequest({
  code: 15,
  name: 'UPDATE_CONSUMER_OFFSET',
  target: 'broker',
  access: 'write',
  header: z.strictObject({
    consumerGroup: z.string(),
    topic: z.string(),
    queueId: z.number(),
    commitOffset: z.number(),
  }),
})

const QUEUES = 4

/** `count` topics and groups on each of `masters`, each group with its retry topic and committed on the topic of its number. */
export async function createDataSet(client: Client, masters: readonly string[], count: number): Promise<void> {
  const number = (i: number) => String(i).padStart(5, '0')
  const topic = (name: string, queues: number) => ({
    topicName: name,
    readQueueNums: queues,
    writeQueueNums: queues,
    perm: 6,
    topicFilterType: 'SINGLE_TAG',
    topicSysFlag: 0,
    order: false,
    attributes: {},
  })
  const all = Array.from({ length: count }, (_, i) => number(i))
  for (const address of masters) {
    for (let from = 0; from < count; from += 250) {
      const part = all.slice(from, from + 250)
      const topicConfigList = part.flatMap((n) => [
        topic(`bench-topic-${n}`, QUEUES),
        topic(`%RETRY%bench-group-${n}`, 1),
      ])
      await client.call(address, createTopics, {}, { body: { topicConfigList }, timeoutMs: 60_000 })
      await client.call(
        address,
        createGroups,
        {},
        { body: { groupConfigList: part.map((n) => ({ groupName: `bench-group-${n}` })) }, timeoutMs: 60_000 },
      )
      await Promise.all(
        part.flatMap((n) =>
          Array.from({ length: QUEUES }, (_, queueId) =>
            client.call(
              address,
              commitOffset,
              { consumerGroup: `bench-group-${n}`, topic: `bench-topic-${n}`, queueId, commitOffset: 0 },
              { timeoutMs: 60_000 },
            ),
          ),
        ),
      )
    }
  }
}
