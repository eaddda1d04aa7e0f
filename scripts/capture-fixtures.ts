// Writes tests/support/fixtures/<code>-<request>[-<case>]-<version>.bin: one request frame and the reply frame of a
// real broker or name server behind it. Run with: node scripts/capture-fixtures.ts [4.9.7|5.5.0 …] [code …]
// With codes only those are written, and the others stay.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { consumeMessageDirectly } from '../server/rocketmq/requests/consume-message-directly.ts'
import type { HeaderInputOf, RequestDefinition } from '../server/rocketmq/requests/define-request.ts'
import { endTransaction } from '../server/rocketmq/requests/end-transaction.ts'
import { getAllConsumerOffset } from '../server/rocketmq/requests/get-all-consumer-offset.ts'
import { getAllProducerInfo } from '../server/rocketmq/requests/get-all-producer-info.ts'
import { getAllSubscriptionGroupConfig } from '../server/rocketmq/requests/get-all-subscription-group-config.ts'
import { getAllTopicConfig } from '../server/rocketmq/requests/get-all-topic-config.ts'
import { getAllTopicListFromNameServer } from '../server/rocketmq/requests/get-all-topic-list-from-name-server.ts'
import { getBrokerClusterInfo } from '../server/rocketmq/requests/get-broker-cluster-info.ts'
import { getBrokerConfig } from '../server/rocketmq/requests/get-broker-config.ts'
import { getBrokerEpochCache } from '../server/rocketmq/requests/get-broker-epoch-cache.ts'
import { getBrokerHaStatus } from '../server/rocketmq/requests/get-broker-ha-status.ts'
import { getBrokerMemberGroup } from '../server/rocketmq/requests/get-broker-member-group.ts'
import { getBrokerRuntimeInfo } from '../server/rocketmq/requests/get-broker-runtime-info.ts'
import { getConsumeStats } from '../server/rocketmq/requests/get-consume-stats.ts'
import { getConsumerConnectionList } from '../server/rocketmq/requests/get-consumer-connection-list.ts'
import { getConsumerRunningInfo } from '../server/rocketmq/requests/get-consumer-running-info.ts'
import { getEarliestMessageStoreTime } from '../server/rocketmq/requests/get-earliest-message-store-time.ts'
import { getMaxOffset } from '../server/rocketmq/requests/get-max-offset.ts'
import { getMinOffset } from '../server/rocketmq/requests/get-min-offset.ts'
import { getNameServerConfig } from '../server/rocketmq/requests/get-name-server-config.ts'
import { getProducerConnectionList } from '../server/rocketmq/requests/get-producer-connection-list.ts'
import { getRouteInfoByTopic } from '../server/rocketmq/requests/get-route-info-by-topic.ts'
import { getSystemTopicListFromBroker } from '../server/rocketmq/requests/get-system-topic-list-from-broker.ts'
import { getSystemTopicListFromNameServer } from '../server/rocketmq/requests/get-system-topic-list-from-name-server.ts'
import { getTimerMetrics } from '../server/rocketmq/requests/get-timer-metrics.ts'
import { getTopicConfig } from '../server/rocketmq/requests/get-topic-config.ts'
import { getTopicStatsInfo } from '../server/rocketmq/requests/get-topic-stats-info.ts'
import { getTopicsByCluster } from '../server/rocketmq/requests/get-topics-by-cluster.ts'
import { pullMessage } from '../server/rocketmq/requests/pull-message.ts'
import { queryConsumeQueue } from '../server/rocketmq/requests/query-consume-queue.ts'
import { queryConsumeTimeSpan } from '../server/rocketmq/requests/query-consume-time-span.ts'
import { queryConsumerOffset } from '../server/rocketmq/requests/query-consumer-offset.ts'
import { queryMessage } from '../server/rocketmq/requests/query-message.ts'
import { querySubscriptionByConsumer } from '../server/rocketmq/requests/query-subscription-by-consumer.ts'
import { queryTopicConsumeByWho } from '../server/rocketmq/requests/query-topic-consume-by-who.ts'
import { queryTopicsByConsumer } from '../server/rocketmq/requests/query-topics-by-consumer.ts'
import { decodeReply, encodeRequestHeader } from '../server/rocketmq/requests/reply.ts'
import { searchOffsetByTimestamp } from '../server/rocketmq/requests/search-offset-by-timestamp.ts'
import { sendMessageV2 } from '../server/rocketmq/requests/send-message-v2.ts'
import { viewBrokerStatsData } from '../server/rocketmq/requests/view-broker-stats-data.ts'
import { viewMessageById } from '../server/rocketmq/requests/view-message-by-id.ts'
import { encodeFrame, FrameDecoder } from '../server/rocketmq/wire/frame.ts'
import { decompressBody } from '../server/rocketmq/wire/message-codec.ts'
import { decodeOffsetMessageId } from '../server/rocketmq/wire/message-id.ts'
import { decodeTraceRecords } from '../server/rocketmq/wire/trace-records.ts'
import { startCluster } from './cluster/cluster.ts'
import { type Fixture, startFixture } from './cluster/fixture.ts'
import { isRocketmqVersion, ROCKETMQ_VERSIONS, type RocketmqVersion } from './cluster/maven.ts'

const FOLDER = join(import.meta.dirname, '../tests/support/fixtures')
const MAX_BYTES = 64 * 1024
const TOPIC = 'orders'
const GROUP = 'order-worker'
const PRODUCER = 'order-shop'
const TRACE_TOPIC = 'RMQ_SYS_TRACE_TOPIC'
const TRACED_KEY = 'traced-key'

const wanted = process.argv.slice(2).filter((word) => !/^\d+$/.test(word))
const onlyCodes = new Set(
  process.argv
    .slice(2)
    .filter((word) => /^\d+$/.test(word))
    .map(Number),
)
for (const version of wanted.length === 0 ? ROCKETMQ_VERSIONS : wanted) {
  if (!isRocketmqVersion(version)) throw new Error(`RocketMQ ${version} is not one of ${ROCKETMQ_VERSIONS.join(', ')}.`)
  await captureFrom(version)
}

async function captureFrom(version: RocketmqVersion): Promise<void> {
  const cluster = await startCluster({ topology: 'single', version, onProgress: (text) => console.log(text) })
  try {
    const nameServer = cluster.nameServers[0]!
    const broker = cluster.brokers[0]!.address
    const clients = await startFixture(cluster)
    await clients.createTopic({ topic: TOPIC, queues: 4 })
    await clients.createGroup(GROUP)
    const sent = await clients.send({
      topic: TOPIC,
      count: 20,
      tag: 'paid',
      key: 'order-{i}',
      body: '{"order":{i}}',
      properties: { region: 'north-{i}' },
      group: PRODUCER,
      broker: cluster.brokers[0]!.name,
      queue: 1,
    })
    const consumer = await clients.consume({ group: GROUP, topics: [TOPIC], tag: 'paid || shipped' })
    await consumer.waitFor(20)
    // Clients commit every 5 s; before that 5.x lists the group among the pulled offsets only.
    await waitUntil(async () => {
      const [, reply] = new FrameDecoder().push(await exchange(broker, getAllConsumerOffset, {}))
      return decodeReply(getAllConsumerOffset, reply!, broker).body.offsetTable.some(({ group }) => group === GROUP)
    })

    mkdirSync(FOLDER, { recursive: true })
    const isWritten = (code: number) => onlyCodes.size === 0 || onlyCodes.has(code)
    for (const file of readdirSync(FOLDER))
      if (file.endsWith(`-${version}.bin`) && isWritten(Number.parseInt(file, 10))) rmSync(join(FOLDER, file))
    async function capture<R extends RequestDefinition>(
      address: string,
      request: R,
      header: HeaderInputOf<R>,
      note = '',
      body?: Buffer,
    ): Promise<Buffer> {
      const bytes = await exchange(address, request, header, body)
      if (bytes.length > MAX_BYTES) throw new Error(`${request.name}: ${bytes.length} bytes are too many for a fixture`)
      const name = request.name.toLowerCase().replaceAll('_', '-')
      const file = join(FOLDER, `${request.code}-${name}${note === '' ? '' : `-${note}`}-${version}.bin`)
      if (isWritten(request.code)) writeFileSync(file, bytes)
      return bytes
    }
    const queue = { topic: TOPIC, queueId: 1 }
    const first = decodeOffsetMessageId(sent[0]!.offsetMessageId)!
    const forever = 9223372036854775807n

    await capture(nameServer, getBrokerClusterInfo, {})
    await capture(nameServer, getRouteInfoByTopic, { topic: TOPIC })
    await capture(nameServer, getRouteInfoByTopic, { topic: 'nowhere' }, 'absent')
    await capture(nameServer, getAllTopicListFromNameServer, {})
    await capture(nameServer, getSystemTopicListFromNameServer, {})
    await capture(nameServer, getTopicsByCluster, { cluster: cluster.clusterName })
    await capture(nameServer, getTopicsByCluster, { cluster: 'nowhere' }, 'unknown')
    await capture(nameServer, getNameServerConfig, {})
    // 4.x name servers leave a code that they do not know without any answer.
    if (version.startsWith('5.')) {
      await capture(nameServer, getBrokerMemberGroup, { clusterName: cluster.clusterName, brokerName: 'broker-a' })
    }

    await capture(broker, getSystemTopicListFromBroker, {})
    await capture(broker, getBrokerRuntimeInfo, {})
    await capture(broker, getBrokerConfig, {})
    await capture(broker, getAllTopicConfig, {})
    await capture(broker, getAllSubscriptionGroupConfig, {})
    await capture(broker, getAllConsumerOffset, {})
    await capture(broker, getTopicStatsInfo, { topic: TOPIC })
    await capture(broker, getTopicStatsInfo, { topic: 'nowhere' }, 'absent')
    await capture(broker, getTopicConfig, { topic: TOPIC })
    await capture(broker, getTopicConfig, { topic: 'nowhere' }, 'absent')
    await capture(broker, getConsumerConnectionList, { consumerGroup: GROUP })
    await capture(broker, getConsumerConnectionList, { consumerGroup: 'nobody' }, 'absent')
    await capture(broker, getProducerConnectionList, { producerGroup: PRODUCER })
    await capture(broker, getProducerConnectionList, { producerGroup: 'nobody' }, 'absent')
    await capture(broker, getAllProducerInfo, {})
    await capture(broker, queryTopicConsumeByWho, { topic: TOPIC })
    await capture(broker, getConsumeStats, { consumerGroup: GROUP })
    await capture(broker, getConsumeStats, { consumerGroup: 'nobody' }, 'unknown')
    await capture(broker, getConsumerRunningInfo, { consumerGroup: GROUP, clientId: consumer.clientId })
    await capture(broker, getConsumerRunningInfo, { consumerGroup: GROUP, clientId: 'nobody' }, 'absent')
    await capture(broker, viewBrokerStatsData, { statsName: 'TOPIC_PUT_NUMS', statsKey: TOPIC })
    await capture(broker, viewBrokerStatsData, { statsName: 'TOPIC_PUT_NUMS', statsKey: 'nowhere' }, 'absent')
    await capture(broker, queryTopicsByConsumer, { group: GROUP })
    await capture(broker, querySubscriptionByConsumer, { group: GROUP, topic: TOPIC })
    await capture(broker, querySubscriptionByConsumer, { group: 'nobody', topic: TOPIC }, 'offline')
    await capture(broker, queryConsumeTimeSpan, { group: GROUP, topic: TOPIC })
    await capture(broker, queryConsumeQueue, { ...queue, index: 0, count: 5, consumerGroup: GROUP })
    await capture(broker, pullMessage, { ...queue, queueOffset: 0n, maxMsgNums: 4 }, 'found')
    await capture(broker, pullMessage, { ...queue, queueOffset: 20n, maxMsgNums: 4 }, 'at-the-end')
    await capture(broker, pullMessage, { ...queue, queueOffset: 4711n, maxMsgNums: 4 }, 'beyond')
    await capture(broker, queryMessage, {
      topic: TOPIC,
      key: 'order-7',
      maxNum: 8,
      beginTimestamp: 0,
      endTimestamp: forever,
    })
    await capture(
      broker,
      queryMessage,
      { topic: TOPIC, key: 'no-such-key', maxNum: 8, beginTimestamp: 0, endTimestamp: forever },
      'absent',
    )
    await capture(broker, queryConsumerOffset, { ...queue, consumerGroup: GROUP })
    await capture(broker, queryConsumerOffset, { ...queue, consumerGroup: 'nobody' }, 'absent')
    await capture(broker, searchOffsetByTimestamp, { ...queue, timestamp: 0, boundaryType: 'lower' })
    await capture(broker, getMaxOffset, queue)
    await capture(broker, getMinOffset, queue)
    await capture(broker, getEarliestMessageStoreTime, queue)
    await capture(broker, viewMessageById, { offset: first.commitLogOffset, topic: TOPIC })
    await capture(broker, viewMessageById, { offset: 999_999_999n, topic: TOPIC }, 'absent')
    await capture(broker, getTimerMetrics, {})
    await capture(broker, getBrokerHaStatus, {})
    await capture(broker, getBrokerEpochCache, {})
    const { clientId } = consumer
    const msgId = sent[0]!.offsetMessageId
    const about = { consumerGroup: GROUP, topic: TOPIC, brokerName: 'broker-a', msgId }
    await capture(broker, consumeMessageDirectly, { ...about, clientId })
    await capture(broker, consumeMessageDirectly, { ...about, clientId: 'nobody' }, 'offline')
    await captureHalfMessage()
    // Last: it adds a topic and groups that the answers above do not know.
    await recordTraces(clients, broker)
    await capture(
      broker,
      queryMessage,
      { topic: TRACE_TOPIC, key: TRACED_KEY, maxNum: 64, beginTimestamp: 0, endTimestamp: forever },
      'trace',
    )

    /** A half message under a producer group that nobody is connected under, rolled back. */
    async function captureHalfMessage(): Promise<void> {
      const id = '7F00000100002A9F0000000000000001'
      const properties = `UNIQ_KEY\u0001${id}\u0002TRAN_MSG\u0001true\u0002PGROUP\u0001ledger\u0002`
      const header = { ...queue, sysFlag: 4, bornTimestamp: Date.now(), flag: 0, properties, brokerName: 'broker-a' }
      const bytes = await capture(broker, sendMessageV2, header, 'half', Buffer.from('half'))
      const [, reply] = new FrameDecoder().push(bytes)
      const stored = decodeReply(sendMessageV2, reply!, broker).header
      await capture(broker, endTransaction, {
        producerGroup: 'ledger',
        topic: TOPIC,
        tranStateTableOffset: stored.queueOffset,
        commitLogOffset: decodeOffsetMessageId(stored.msgId)!.commitLogOffset,
        end: 'rollback',
        msgId: id,
        transactionId: stored.transactionId ?? id,
        brokerName: 'broker-a',
      })
    }
    console.log(
      `${readdirSync(FOLDER).filter((file) => file.endsWith(`-${version}.bin`)).length} fixtures of ${version}`,
    )
  } finally {
    await cluster.stop()
  }
}

/**
 * Three messages with one key whose clients trace: one that fails once and then succeeds, one committed and one rolled
 * back. Resolves when all of their records are indexed.
 */
async function recordTraces(clients: Fixture, broker: string): Promise<void> {
  const of = { topic: 'traced', key: TRACED_KEY, tag: 'paid', traced: true }
  await clients.createTopic({ topic: of.topic, queues: 1 })
  const consumer = await clients.consume({ group: 'tracer', topics: [of.topic], failTimes: 1, traced: true })
  await clients.send({ ...of, count: 1, group: 'trace-shop' })
  await consumer.waitFor(2)
  await clients.sendTransaction({ ...of, group: 'trace-ledger', outcome: 'commit' })
  await clients.sendTransaction({ ...of, group: 'trace-ledger', outcome: 'rollback' })
  await consumer.waitFor(4)
  await Promise.all([clients.stopProducer('trace-shop'), clients.stopProducer('trace-ledger'), consumer.stop()])
  await waitUntil(async () => {
    const header = { topic: TRACE_TOPIC, key: TRACED_KEY, maxNum: 64, beginTimestamp: 0, endTimestamp: 2n ** 63n - 1n }
    const [, reply] = new FrameDecoder().push(await exchange(broker, queryMessage, header))
    const found = decodeReply(queryMessage, reply!, broker).body?.messages ?? []
    const records = found.flatMap(
      (message) => decodeTraceRecords(decompressBody(message, { maxBytes: MAX_BYTES }).body).records,
    )
    // Three sends, two decisions, four attempts with two records each.
    return records.length === 13
  })
}

/** The bytes of the request and of its reply. */
async function exchange<R extends RequestDefinition>(
  address: string,
  request: R,
  header: HeaderInputOf<R>,
  body?: Buffer,
): Promise<Buffer> {
  const extFields = encodeRequestHeader(request, header, address)
  const sent = encodeFrame({ code: request.code, language: 'OTHER', version: 401, opaque: 1, flag: 0, extFields }, body)
  const [host, port] = address.split(':')
  const received: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    const decoder = new FrameDecoder()
    const socket = connect({ host, port: Number(port) }, () => socket.write(sent))
    socket.setTimeout(15_000, () => socket.destroy(new Error(`${request.name}: no answer`)))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`${request.name}: closed without an answer`)))
    socket.on('data', (chunk) => {
      received.push(chunk)
      if (decoder.push(chunk).length === 0) return
      resolve()
      socket.destroy()
    })
  })
  return Buffer.concat([sent, ...received])
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('What is captured was not there in time.')
}
