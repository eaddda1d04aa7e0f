import { FakeBroker } from '../tests/support/fake-broker.ts'

const QUEUES = [0, 1, 2, 3]

/**
 * Name server and one broker of a large cluster in one process: as many topics and groups as asked for, each group
 * committed on the topic of its number, offsets that move. Real frames over real sockets, without the cost of a broker.
 */
export async function startScriptedBroker(count: number): Promise<FakeBroker> {
  const fake = await new FakeBroker().start()
  const numbers = Array.from({ length: count }, (_, i) => String(i).padStart(5, '0'))
  const startedAt = Date.now()
  /** Messages of a queue so far: topics differ, and all of them grow. */
  const end = (number: string) =>
    1_000 + Number(number) + Math.floor((Date.now() - startedAt) / 1_000) * (Number(number) % 7)
  const dataVersion = { counter: 1, stateVersion: 0, timestamp: 1 }

  fake.on(106, {
    body: `{"brokerAddrTable":{"bench-broker":{"brokerAddrs":{0:"${fake.address}"},"brokerName":"bench-broker","cluster":"bench"}},"clusterAddrTable":{"bench":["bench-broker"]}}`,
  })
  fake.on(28, () => ({
    body: {
      table: {
        putTps: '120.0 120.0 120.0',
        getTransferredTps: '110.0 110.0 110.0',
        bootTimestamp: String(startedAt - 3_600_000),
        commitLogMinOffset: '0',
        commitLogMaxOffset: String(1_000_000 + (Date.now() - startedAt)),
        commitLogDirCapacity: 'Total : 100 GiB, Free : 60 GiB.',
        dispatchBehindBytes: '0',
        brokerVersionDesc: 'V5_5_0',
      },
    },
  }))
  fake.on(26, { body: 'diskMaxUsedSpaceRatio=75\n' })
  const topics = Object.fromEntries(
    numbers.map((number) => [
      `bench-topic-${number}`,
      {
        topicName: `bench-topic-${number}`,
        readQueueNums: QUEUES.length,
        writeQueueNums: QUEUES.length,
        perm: 6,
        topicFilterType: 'SINGLE_TAG',
        topicSysFlag: 0,
        order: false,
        attributes: {},
      },
    ]),
  )
  fake.on(21, { body: JSON.stringify({ dataVersion, topicConfigTable: topics }) })
  const groups = Object.fromEntries(
    numbers.map((number) => [
      `bench-group-${number}`,
      {
        groupName: `bench-group-${number}`,
        consumeEnable: true,
        consumeFromMinEnable: true,
        consumeBroadcastEnable: true,
        consumeMessageOrderly: false,
        retryQueueNums: 1,
        retryMaxTimes: 16,
        brokerId: 0,
        whichBrokerWhenConsumeSlowly: 1,
        notifyConsumerIdsChangedEnable: true,
        groupSysFlag: 0,
        consumeTimeoutMinute: 15,
        attributes: {},
      },
    ]),
  )
  fake.on(201, { body: JSON.stringify({ dataVersion, forbiddenTable: {}, subscriptionGroupTable: groups }) })
  fake.on(43, () => ({
    body: `{"offsetTable":{${numbers
      .map((number) => {
        const behind = Number(number) % 13
        return `"bench-topic-${number}@bench-group-${number}":{${QUEUES.map((queue) => `${queue}:${end(number) - behind}`).join(',')}}`
      })
      .join(',')}}}`,
  }))
  fake.on(328, { body: '{"data":{}}' })
  fake.on(305, { body: '{"topicList":[]}' })
  fake.on(203, { code: 206, remark: 'not online' })
  fake.on(202, (request) => {
    // What was asked is kept for tests; here it would only grow.
    fake.requests.length = 0
    const topic = request.extFields.topic ?? ''
    const number = topic.slice(-5)
    return {
      body: `{"offsetTable":{${QUEUES.map(
        (queue) =>
          `{"brokerName":"bench-broker","queueId":${queue},"topic":"${topic}"}:{"lastUpdateTimestamp":${Date.now()},"maxOffset":${end(number)},"minOffset":0}`,
      ).join(',')}}}`,
    }
  })
  return fake
}
