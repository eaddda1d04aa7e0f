import { describe, expect, it } from 'vitest'
import { BrokerRefused } from '../errors.ts'
import type { RemotingHeader } from '../wire/header.ts'
import { encodeMessage } from '../wire/message-codec.ts'
import { consumeMessageDirectly } from './consume-message-directly.ts'
import type { RequestDefinition } from './define-request.ts'
import { endTransaction } from './end-transaction.ts'
import { getAllConsumerOffset } from './get-all-consumer-offset.ts'
import { getAllProducerInfo } from './get-all-producer-info.ts'
import { getAllSubscriptionGroupConfig } from './get-all-subscription-group-config.ts'
import { getAllTopicConfig } from './get-all-topic-config.ts'
import { getAllTopicListFromNameServer } from './get-all-topic-list-from-name-server.ts'
import { getBrokerClusterInfo } from './get-broker-cluster-info.ts'
import { getBrokerConfig } from './get-broker-config.ts'
import { getBrokerEpochCache } from './get-broker-epoch-cache.ts'
import { getBrokerHaStatus } from './get-broker-ha-status.ts'
import { getBrokerMemberGroup } from './get-broker-member-group.ts'
import { getBrokerRuntimeInfo } from './get-broker-runtime-info.ts'
import { getConsumeStats } from './get-consume-stats.ts'
import { getConsumerConnectionList } from './get-consumer-connection-list.ts'
import { getConsumerRunningInfo } from './get-consumer-running-info.ts'
import { getEarliestMessageStoreTime } from './get-earliest-message-store-time.ts'
import { getMaxOffset } from './get-max-offset.ts'
import { getMinOffset } from './get-min-offset.ts'
import { getNameServerConfig } from './get-name-server-config.ts'
import { getProducerConnectionList } from './get-producer-connection-list.ts'
import { getRouteInfoByTopic } from './get-route-info-by-topic.ts'
import { getSystemTopicListFromBroker } from './get-system-topic-list-from-broker.ts'
import { getSystemTopicListFromNameServer } from './get-system-topic-list-from-name-server.ts'
import { getTimerMetrics } from './get-timer-metrics.ts'
import { getTopicConfig } from './get-topic-config.ts'
import { getTopicStatsInfo } from './get-topic-stats-info.ts'
import { getTopicsByCluster } from './get-topics-by-cluster.ts'
import { pullMessage } from './pull-message.ts'
import { queryConsumeQueue } from './query-consume-queue.ts'
import { queryConsumeTimeSpan } from './query-consume-time-span.ts'
import { queryConsumerOffset } from './query-consumer-offset.ts'
import { queryMessage } from './query-message.ts'
import { querySubscriptionByConsumer } from './query-subscription-by-consumer.ts'
import { queryTopicConsumeByWho } from './query-topic-consume-by-who.ts'
import { queryTopicsByConsumer } from './query-topics-by-consumer.ts'
import { decodeReply, encodeRequestHeader } from './reply.ts'
import { searchOffsetByTimestamp } from './search-offset-by-timestamp.ts'
import { sendMessageV2 } from './send-message-v2.ts'
import { viewBrokerStatsData } from './view-broker-stats-data.ts'
import { viewMessageById } from './view-message-by-id.ts'

type Sample = {
  request: RequestDefinition
  header: Record<string, unknown>
  fields: Record<string, string>
  reply: { code?: number; remark?: string; extFields?: Record<string, string>; body?: string | Buffer }
  decoded: { outcome?: string; header?: unknown; body?: unknown }
  note?: string
}

function decode({ request, reply }: Pick<Sample, 'request' | 'reply'>) {
  const header: RemotingHeader = {
    code: reply.code ?? 0,
    language: 'JAVA',
    version: 513,
    opaque: 1,
    flag: 1,
    extFields: reply.extFields ?? {},
    ...(reply.remark === undefined ? {} : { remark: reply.remark }),
  }
  return decodeReply(request, { header, body: Buffer.from(reply.body ?? '') }, 'a:1')
}

const queue = (queueId: number) => ({ brokerName: 'broker-a', queueId, topic: 'T' })
const MQ = '{"brokerName":"broker-a","queueId":1,"topic":"T"}'
const DATA_VERSION = '{"counter":7,"stateVersion":0,"timestamp":1700000000123}'
const dataVersion = { counter: 7n, stateVersion: 0n, timestamp: 1700000000123n }
const TOPIC =
  '{"attributes":{},"order":false,"perm":6,"readQueueNums":16,"topicFilterType":"SINGLE_TAG","topicName":"T","topicSysFlag":0,"writeQueueNums":16}'
const topic = {
  attributes: {},
  order: false,
  perm: 6,
  readQueueNums: 16,
  topicFilterType: 'SINGLE_TAG',
  topicName: 'T',
  topicSysFlag: 0,
  writeQueueNums: 16,
}
const GROUP_4 =
  '{"brokerId":0,"consumeBroadcastEnable":true,"consumeEnable":true,"consumeFromMinEnable":true,"groupName":"g","notifyConsumerIdsChangedEnable":true,"retryMaxTimes":16,"retryQueueNums":1,"whichBrokerWhenConsumeSlowly":1}'
const group4 = {
  brokerId: 0,
  consumeBroadcastEnable: true,
  consumeEnable: true,
  consumeFromMinEnable: true,
  groupName: 'g',
  notifyConsumerIdsChangedEnable: true,
  retryMaxTimes: 16,
  retryQueueNums: 1,
  whichBrokerWhenConsumeSlowly: 1,
}
const brokerA = {
  cluster: 'DefaultCluster',
  brokerName: 'broker-a',
  brokerAddrs: [
    [0, '10.0.0.1:10911'],
    [1, '10.0.0.2:10911'],
  ],
  enableActingMaster: false,
}
const BROKER_A =
  '{"brokerAddrs":{0:"10.0.0.1:10911",1:"10.0.0.2:10911"},"brokerName":"broker-a","cluster":"DefaultCluster","enableActingMaster":false}'
const SUBSCRIPTION =
  '{"classFilterMode":false,"codeSet":[2598919],"expressionType":"TAG","subString":"TagA","subVersion":1700000000123,"tagsSet":["TagA"],"topic":"T"}'
const subscription = {
  classFilterMode: false,
  codeSet: [2598919],
  expressionType: 'TAG',
  subString: 'TagA',
  subVersion: 1700000000123n,
  tagsSet: ['TagA'],
  topic: 'T',
}
const CONNECTION = '{"clientAddr":"127.0.0.1:5000","clientId":"10.0.0.9@123","language":"JAVA","version":513}'
const connection = { clientAddr: '127.0.0.1:5000', clientId: '10.0.0.9@123', language: 'JAVA', version: 513 }
const STATS = '{"avgpt":1.0,"sum":600,"tps":10.5}'
const stats = { avgpt: 1, sum: 600n, tps: 10.5 }
const message = encodeMessage({
  queueId: 3,
  flag: 0,
  queueOffset: 42n,
  commitLogOffset: 4660n,
  sysFlag: 0,
  bornTimestamp: 1700000000000n,
  bornHost: { ip: '10.0.0.9', port: 50000 },
  storeTimestamp: 1700000000123n,
  storeHost: { ip: '10.0.0.1', port: 10911 },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  topic: 'TopicTest',
  properties: [['TAGS', 'TagA']],
  body: Buffer.from('hi'),
})
const oneMessage = {
  messages: [expect.objectContaining({ queueOffset: 42n, commitLogOffset: 4660n, topic: 'TopicTest' })],
}
const noMessages = { messages: [] }
const pull = { topic: 'T', queueId: 3, queueOffset: 42n, maxMsgNums: 1 }
const pullFields = {
  topic: 'T',
  queueId: '3',
  queueOffset: '42',
  maxMsgNums: '1',
  consumerGroup: 'TOOLS_CONSUMER',
  sysFlag: '4',
  commitOffset: '0',
  suspendTimeoutMillis: '0',
  subscription: '*',
  subVersion: '0',
  expressionType: 'TAG',
}
const pullHeader = { suggestWhichBrokerId: '0', nextBeginOffset: '43', minOffset: '0', maxOffset: '43' }
const pullRange = { suggestWhichBrokerId: 0n, nextBeginOffset: 43n, minOffset: 0n, maxOffset: 43n }
const MAX_LONG = 9223372036854775807n

// Bodies as the real classes of 4.4 … 5.5 print them.
const topicListRequests: Array<Pick<Sample, 'request' | 'header' | 'fields'>> = [
  { request: getAllTopicListFromNameServer, header: {}, fields: {} },
  { request: getSystemTopicListFromNameServer, header: {}, fields: {} },
  { request: getSystemTopicListFromBroker, header: {}, fields: {} },
  { request: getTopicsByCluster, header: { cluster: 'C' }, fields: { cluster: 'C' } },
  { request: queryTopicsByConsumer, header: { group: 'g' }, fields: { group: 'g' } },
]

const offsetRequests: Array<Pick<Sample, 'request' | 'header'>> = [
  { request: searchOffsetByTimestamp, header: { timestamp: 1700000000123, boundaryType: 'lower' } },
  { request: searchOffsetByTimestamp, header: { timestamp: -1n } },
  { request: getMaxOffset, header: {} },
  { request: getMinOffset, header: {} },
]

const samples: Sample[] = [
  {
    request: getBrokerClusterInfo,
    header: {},
    fields: {},
    reply: { body: `{"brokerAddrTable":{"broker-a":${BROKER_A}},"clusterAddrTable":{"DefaultCluster":["broker-a"]}}` },
    decoded: { body: { brokerAddrTable: { 'broker-a': brokerA }, clusterAddrTable: { DefaultCluster: ['broker-a'] } } },
  },
  {
    note: 'a name server that just started',
    request: getBrokerClusterInfo,
    header: {},
    fields: {},
    reply: { body: '{"brokerAddrTable":{},"clusterAddrTable":{}}' },
    decoded: { body: { brokerAddrTable: {}, clusterAddrTable: {} } },
  },
  {
    request: getRouteInfoByTopic,
    header: { topic: 'T', acceptStandardJsonOnly: true },
    fields: { topic: 'T', acceptStandardJsonOnly: 'true' },
    reply: {
      body: `{"brokerDatas":[${BROKER_A}],"filterServerTable":{},"queueDatas":[{"brokerName":"broker-a","perm":6,"readQueueNums":8,"topicSysFlag":0,"writeQueueNums":8}]}`,
    },
    decoded: {
      body: {
        brokerDatas: [brokerA],
        filterServerTable: {},
        queueDatas: [{ brokerName: 'broker-a', perm: 6, readQueueNums: 8, topicSysFlag: 0, writeQueueNums: 8 }],
      },
    },
  },
  {
    note: '4.8 and before: another name for the flag',
    request: getRouteInfoByTopic,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: {
      body: '{"brokerDatas":[{"brokerAddrs":{1:"10.0.0.2:10911"},"brokerName":"broker-a","cluster":"C"}],"queueDatas":[{"brokerName":"broker-a","perm":6,"readQueueNums":8,"topicSynFlag":0,"writeQueueNums":8}]}',
    },
    decoded: {
      body: {
        brokerDatas: [{ brokerAddrs: [[1, '10.0.0.2:10911']], brokerName: 'broker-a', cluster: 'C' }],
        queueDatas: [{ brokerName: 'broker-a', perm: 6, readQueueNums: 8, writeQueueNums: 8 }],
      },
    },
  },
  {
    request: getRouteInfoByTopic,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { code: 17, remark: 'No topic route info in name server for the topic: T' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  ...topicListRequests.map(
    (sample): Sample => ({
      ...sample,
      reply: { body: '{"brokerAddr":"10.0.0.1:10911","topicList":["T","%RETRY%g"]}' },
      decoded: { body: { brokerAddr: '10.0.0.1:10911', topicList: ['T', '%RETRY%g'] } },
    }),
  ),
  {
    request: getBrokerMemberGroup,
    header: { clusterName: 'C', brokerName: 'broker-a' },
    fields: { clusterName: 'C', brokerName: 'broker-a' },
    reply: { body: `{"brokerMemberGroup":${BROKER_A}}` },
    decoded: { body: { brokerMemberGroup: brokerA } },
  },
  {
    request: getNameServerConfig,
    header: {},
    fields: {},
    reply: { body: 'listenPort=9876\nrocketmqHome=/opt/a=b\ntls.server.keyPassword=hush\n' },
    decoded: {
      body: [
        { key: 'listenPort', value: '9876' },
        { key: 'rocketmqHome', value: '/opt/a=b' },
        { key: 'tls.server.keyPassword', secret: true },
      ],
    },
  },
  { note: 'no body', request: getNameServerConfig, header: {}, fields: {}, reply: {}, decoded: { body: [] } },
  {
    request: getBrokerConfig,
    header: {},
    fields: {},
    reply: {
      extFields: { version: DATA_VERSION },
      body: 'brokerName=broker-a\ninitAuthenticationUser={"username":"u","password":"p"}\ninnerClientAuthenticationCredentials={"accessKey":"a","secretKey":"s"}\n',
    },
    decoded: {
      header: { version: dataVersion },
      body: [
        { key: 'brokerName', value: 'broker-a' },
        { key: 'initAuthenticationUser', secret: true },
        { key: 'innerClientAuthenticationCredentials', secret: true },
      ],
    },
  },
  {
    request: getBrokerRuntimeInfo,
    header: {},
    fields: {},
    reply: { body: '{"table":{"putTps":"0.0  ","commitLogDiskRatio":"NaN"}}' },
    decoded: { body: { table: { putTps: '0.0  ', commitLogDiskRatio: 'NaN' } } },
  },
  {
    note: '5.x, a field that we do not know',
    request: getAllTopicConfig,
    header: {},
    fields: {},
    reply: {
      extFields: { totalTopicNum: '2' },
      body: `{"dataVersion":${DATA_VERSION},"mappingDataVersion":${DATA_VERSION},"topicConfigTable":{"T":${TOPIC},"F":{"attributes":{"message.type":"FIFO"},"fresh":[1],"order":true,"perm":6,"readQueueNums":1,"topicName":"F","writeQueueNums":1}},"topicQueueMappingDetailMap":{}}`,
    },
    decoded: {
      header: { totalTopicNum: 2 },
      body: {
        dataVersion,
        topicConfigTable: {
          T: topic,
          F: {
            attributes: { 'message.type': 'FIFO' },
            fresh: [1],
            order: true,
            perm: 6,
            readQueueNums: 1,
            topicName: 'F',
            writeQueueNums: 1,
          },
        },
      },
    },
  },
  {
    note: '4.x',
    request: getAllTopicConfig,
    header: {},
    fields: {},
    reply: {
      body: '{"dataVersion":{"counter":1,"timestamp":1},"topicConfigTable":{}}',
    },
    decoded: { body: { dataVersion: { counter: 1n, timestamp: 1n }, topicConfigTable: {} } },
  },
  {
    note: '4.x',
    request: getAllSubscriptionGroupConfig,
    header: {},
    fields: {},
    reply: { body: `{"dataVersion":{"counter":1,"timestamp":1},"subscriptionGroupTable":{"g":${GROUP_4}}}` },
    decoded: { body: { dataVersion: { counter: 1n, timestamp: 1n }, subscriptionGroupTable: { g: group4 } } },
  },
  {
    note: '5.x',
    request: getAllSubscriptionGroupConfig,
    header: {},
    fields: {},
    reply: {
      body: `{"dataVersion":${DATA_VERSION},"forbiddenTable":{"g":{"T":4}},"subscriptionGroupTable":{"g":${GROUP_4.slice(0, -1)},"attributes":{},"consumeMessageOrderly":false,"consumeTimeoutMinute":15,"groupRetryPolicy":{"type":"CUSTOMIZED"},"groupSysFlag":0,"liteBindTopic":"x"}}}`,
    },
    decoded: {
      body: {
        dataVersion,
        forbiddenTable: { g: { T: 4 } },
        subscriptionGroupTable: {
          g: {
            ...group4,
            attributes: {},
            consumeMessageOrderly: false,
            consumeTimeoutMinute: 15,
            groupRetryPolicy: { type: 'CUSTOMIZED' },
            groupSysFlag: 0,
            liteBindTopic: 'x',
          },
        },
      },
    },
  },
  {
    request: getAllConsumerOffset,
    header: {},
    fields: {},
    reply: {
      body: `{"dataVersion":${DATA_VERSION},"offsetTable":{"T@g":{0:123,1:${MAX_LONG}},"%RETRY%g@g":{0:0},"odd":{0:1}}}`,
    },
    decoded: {
      body: {
        dataVersion,
        offsetTable: [
          {
            topic: 'T',
            group: 'g',
            offsets: [
              [0, 123n],
              [1, MAX_LONG],
            ],
          },
          { topic: '%RETRY%g', group: 'g', offsets: [[0, 0n]] },
        ],
      },
    },
  },
  {
    request: getTopicStatsInfo,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: {
      body: `{"offsetTable":{${MQ}:{"lastUpdateTimestamp":1700000000123,"maxOffset":101,"minOffset":0},{"brokerName":"broker-a","queueId":0,"topic":"T"}:{"lastUpdateTimestamp":0,"maxOffset":0,"minOffset":0}},"topicPutTps":0.5}`,
    },
    decoded: {
      body: {
        offsetTable: [
          [queue(1), { lastUpdateTimestamp: 1700000000123n, maxOffset: 101n, minOffset: 0n }],
          [queue(0), { lastUpdateTimestamp: 0n, maxOffset: 0n, minOffset: 0n }],
        ],
        topicPutTps: 0.5,
      },
    },
  },
  {
    note: '4.x, empty',
    request: getTopicStatsInfo,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { body: '{"offsetTable":{}}' },
    decoded: { body: { offsetTable: [], topicPutTps: null } },
  },
  {
    request: getTopicStatsInfo,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { code: 17, remark: 'topic[T] not exist' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: getTopicConfig,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { body: TOPIC },
    decoded: { body: topic },
  },
  {
    request: getTopicConfig,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { code: 17 },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: viewBrokerStatsData,
    header: { statsName: 'TOPIC_PUT_NUMS', statsKey: 'T' },
    fields: { statsName: 'TOPIC_PUT_NUMS', statsKey: 'T' },
    reply: { body: `{"statsDay":${STATS},"statsHour":{"avgpt":null,"sum":0,"tps":null},"statsMinute":{"sum":0}}` },
    decoded: {
      body: {
        statsDay: stats,
        statsHour: { avgpt: null, sum: 0n, tps: null },
        statsMinute: { avgpt: null, sum: 0n, tps: null },
      },
    },
  },
  {
    request: viewBrokerStatsData,
    header: { statsName: 'TOPIC_PUT_NUMS', statsKey: 'T' },
    fields: { statsName: 'TOPIC_PUT_NUMS', statsKey: 'T' },
    reply: { code: 1, remark: 'The stats <TOPIC_PUT_NUMS> <T> not exist' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: getConsumerConnectionList,
    header: { consumerGroup: 'g' },
    fields: { consumerGroup: 'g' },
    reply: {
      body: `{"connectionSet":[${CONNECTION}],"consumeFromWhere":"CONSUME_FROM_LAST_OFFSET","consumeType":"CONSUME_PASSIVELY","messageModel":"CLUSTERING","subscriptionTable":{"T":${SUBSCRIPTION}}}`,
    },
    decoded: {
      body: {
        connectionSet: [connection],
        consumeFromWhere: 'CONSUME_FROM_LAST_OFFSET',
        consumeType: 'CONSUME_PASSIVELY',
        messageModel: 'CLUSTERING',
        subscriptionTable: { T: subscription },
      },
    },
  },
  {
    request: getConsumerConnectionList,
    header: { consumerGroup: 'g' },
    fields: { consumerGroup: 'g' },
    reply: { code: 206, remark: 'the consumer group[g] not online' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    note: 'a language that the broker does not know',
    request: getProducerConnectionList,
    header: { producerGroup: 'p' },
    fields: { producerGroup: 'p' },
    reply: { body: '{"connectionSet":[{"clientAddr":"a:1","clientId":"c","version":1}]}' },
    decoded: { body: { connectionSet: [{ clientAddr: 'a:1', clientId: 'c', language: null, version: 1 }] } },
  },
  {
    request: getProducerConnectionList,
    header: { producerGroup: 'p' },
    fields: { producerGroup: 'p' },
    reply: { code: 1, remark: 'the producer group[p] not exist' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: getAllProducerInfo,
    header: {},
    fields: {},
    reply: {
      body: '{"data":{"p":[{"clientId":"c","language":"JAVA","lastUpdateTimestamp":1700000000123,"remoteIP":"127.0.0.1:5000","version":513}]}}',
    },
    decoded: {
      body: {
        data: {
          p: [
            {
              clientId: 'c',
              language: 'JAVA',
              lastUpdateTimestamp: 1700000000123n,
              remoteIP: '127.0.0.1:5000',
              version: 513,
            },
          ],
        },
      },
    },
  },
  {
    request: queryTopicConsumeByWho,
    header: { topic: 'T' },
    fields: { topic: 'T' },
    reply: { body: '{"groupList":["g"]}' },
    decoded: { body: { groupList: ['g'] } },
  },
  {
    request: getConsumeStats,
    header: { consumerGroup: 'g', topic: 'T' },
    fields: { consumerGroup: 'g', topic: 'T' },
    reply: {
      body: `{"consumeTps":0.5,"offsetTable":{${MQ}:{"brokerOffset":9,"consumerOffset":7,"lastTimestamp":1700000000123,"pullOffset":9}}}`,
    },
    decoded: {
      body: {
        consumeTps: 0.5,
        offsetTable: [
          [queue(1), { brokerOffset: 9n, consumerOffset: 7n, lastTimestamp: 1700000000123n, pullOffset: 9n }],
        ],
      },
    },
  },
  {
    note: 'unknown group',
    request: getConsumeStats,
    header: { consumerGroup: 'g' },
    fields: { consumerGroup: 'g' },
    reply: { body: '{"consumeTps":0.0,"offsetTable":{}}' },
    decoded: { body: { consumeTps: 0, offsetTable: [] } },
  },
  {
    request: getConsumerRunningInfo,
    header: { consumerGroup: 'g', clientId: 'c', jstackEnable: false },
    fields: { consumerGroup: 'g', clientId: 'c', jstackEnable: 'false' },
    reply: {
      body: `{"jstack":"TID: 1 STATE: WAITING\\n","mqPopTable":{},"mqTable":{${MQ}:{"cachedMsgCount":1,"commitOffset":7,"droped":false,"lastPullTimestamp":1700000000123,"locked":true}},"properties":{"PROP_CONSUME_TYPE":"CONSUME_PASSIVELY","secretKey":"hush","x":null},"statusTable":{"T":{"consumeFailedMsgs":1,"consumeFailedTPS":0.5,"consumeOKTPS":2.5,"consumeRT":1.0,"pullRT":3.0,"pullTPS":4.0}},"subscriptionSet":[${SUBSCRIPTION}]}`,
    },
    decoded: {
      body: {
        jstack: 'TID: 1 STATE: WAITING\n',
        mqPopTable: [],
        mqTable: [
          [
            queue(1),
            { cachedMsgCount: 1n, commitOffset: 7n, droped: false, lastPullTimestamp: 1700000000123n, locked: true },
          ],
        ],
        properties: [
          { key: 'PROP_CONSUME_TYPE', value: 'CONSUME_PASSIVELY' },
          { key: 'secretKey', secret: true },
        ],
        statusTable: {
          T: { consumeFailedMsgs: 1n, consumeFailedTPS: 0.5, consumeOKTPS: 2.5, consumeRT: 1, pullRT: 3, pullTPS: 4 },
        },
        subscriptionSet: [subscription],
      },
    },
  },
  {
    request: getConsumerRunningInfo,
    header: { consumerGroup: 'g', clientId: 'c' },
    fields: { consumerGroup: 'g', clientId: 'c' },
    reply: { code: 1, remark: 'The Consumer <g> <c> not online' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: querySubscriptionByConsumer,
    header: { group: 'g', topic: 'T' },
    fields: { group: 'g', topic: 'T' },
    reply: { body: `{"group":"g","subscriptionData":${SUBSCRIPTION},"topic":"T"}` },
    decoded: { body: { group: 'g', subscriptionData: subscription, topic: 'T' } },
  },
  {
    note: 'offline',
    request: querySubscriptionByConsumer,
    header: { group: 'g', topic: 'T' },
    fields: { group: 'g', topic: 'T' },
    reply: { body: '{"group":"g","topic":"T"}' },
    decoded: { body: { group: 'g', subscriptionData: null, topic: 'T' } },
  },
  {
    request: queryConsumeTimeSpan,
    header: { topic: 'T', group: 'g' },
    fields: { topic: 'T', group: 'g' },
    reply: {
      body: `{"consumeTimeSpanSet":[{"consumeTimeStamp":-1,"consumeTimeStampStr":"x","delayTime":5,"maxTimeStamp":2,"minTimeStamp":1,"messageQueue":${MQ}},{"consumeTimeStamp":-1,"delayTime":1795277587024,"maxTimeStamp":-1,"minTimeStamp":-1,"messageQueue":${MQ}}]}`,
    },
    decoded: {
      body: {
        consumeTimeSpanSet: [
          { consumeTimeStamp: -1n, delayTime: 5n, maxTimeStamp: 2n, minTimeStamp: 1n, messageQueue: queue(1) },
          { consumeTimeStamp: -1n, delayTime: null, maxTimeStamp: -1n, minTimeStamp: -1n, messageQueue: queue(1) },
        ],
      },
    },
  },
  {
    request: queryConsumeQueue,
    header: { topic: 'T', queueId: 0, index: 5n, count: 10 },
    fields: { topic: 'T', queueId: '0', index: '5', count: '10' },
    reply: {
      body: '{"maxQueueIndex":9,"minQueueIndex":0,"queueData":[{"eval":true,"physicOffset":1234,"physicSize":200,"tagsCode":-9223372036854775000}]}',
    },
    decoded: {
      body: {
        maxQueueIndex: 9n,
        minQueueIndex: 0n,
        queueData: [{ eval: true, physicOffset: 1234n, physicSize: 200, tagsCode: -9223372036854775000n }],
        subscriptionData: null,
      },
    },
  },
  ...offsetRequests.map(
    ({ header, request }): Sample => ({
      request,
      header: { topic: 'T', queueId: 1, ...header },
      fields: {
        topic: 'T',
        queueId: '1',
        ...Object.fromEntries(Object.entries(header).map(([key, value]) => [key, String(value)])),
      },
      reply: { extFields: { offset: '9007199254740993' } },
      decoded: { header: { offset: 9007199254740993n }, body: undefined },
    }),
  ),
  {
    request: getEarliestMessageStoreTime,
    header: { topic: 'T', queueId: 1 },
    fields: { topic: 'T', queueId: '1' },
    reply: { extFields: { timestamp: '-1' } },
    decoded: { header: { timestamp: -1n } },
  },
  {
    request: queryConsumerOffset,
    header: { consumerGroup: 'g', topic: 'T', queueId: 1 },
    fields: { consumerGroup: 'g', topic: 'T', queueId: '1', setZeroIfNotFound: 'false' },
    reply: { code: 22, remark: 'Not found, V3_0_6_SNAPSHOT maybe this group consumer boot first' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  ...[
    { code: 0, outcome: 'stored' },
    { code: 10, outcome: 'not-flushed' },
    { code: 11, outcome: 'no-slave' },
    { code: 12, outcome: 'slave-not-flushed' },
  ].map(
    ({ code, outcome }): Sample => ({
      request: sendMessageV2,
      header: {
        topic: 'T',
        queueId: 3,
        sysFlag: 4,
        bornTimestamp: 1700000000000,
        flag: 7,
        properties: 'TAGS\x01a\x02',
        brokerName: 'broker-a',
      },
      fields: {
        a: 'CLIENT_INNER_PRODUCER',
        b: 'T',
        c: 'T',
        d: '0',
        e: '3',
        f: '4',
        g: '1700000000000',
        h: '7',
        i: 'TAGS\x01a\x02',
        j: '0',
        k: 'false',
        m: 'false',
        n: 'broker-a',
      },
      reply: { code, extFields: { msgId: '7F00', queueId: '3', queueOffset: '42', MSG_REGION: 'DefaultRegion' } },
      decoded: { outcome, header: { msgId: '7F00', queueId: 3, queueOffset: 42n } },
    }),
  ),
  {
    request: endTransaction,
    header: {
      producerGroup: 'g',
      topic: 'T',
      tranStateTableOffset: 42n,
      commitLogOffset: 4660n,
      end: 'rollback',
      msgId: 'ID',
      transactionId: 'ID',
      brokerName: 'broker-a',
    },
    fields: {
      producerGroup: 'g',
      topic: 'T',
      tranStateTableOffset: '42',
      commitLogOffset: '4660',
      msgId: 'ID',
      transactionId: 'ID',
      commitOrRollback: '12',
      fromTransactionCheck: 'false',
      bname: 'broker-a',
    },
    reply: {},
    decoded: {},
  },
  {
    request: consumeMessageDirectly,
    header: { consumerGroup: 'g', clientId: 'c', msgId: '7F00', topic: 'T', brokerName: 'broker-a' },
    fields: { consumerGroup: 'g', clientId: 'c', msgId: '7F00', topic: 'T', brokerName: 'broker-a' },
    reply: {
      body: '{"autoCommit":true,"consumeResult":"CR_THROW_EXCEPTION","order":false,"remark":"boom","spentTimeMills":3}',
    },
    decoded: {
      body: { autoCommit: true, consumeResult: 'CR_THROW_EXCEPTION', order: false, remark: 'boom', spentTimeMills: 3n },
    },
  },
  {
    request: viewMessageById,
    header: { offset: 4660n, topic: 'TopicTest' },
    fields: { offset: '4660', topic: 'TopicTest' },
    reply: { body: message },
    decoded: { body: oneMessage },
  },
  {
    request: viewMessageById,
    header: { offset: 4660n },
    fields: { offset: '4660' },
    reply: { code: 1, remark: 'can not find message by the offset, 4660' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  {
    request: queryMessage,
    header: { topic: 'T', key: 'k', maxNum: 64, beginTimestamp: 0, endTimestamp: MAX_LONG },
    fields: { topic: 'T', key: 'k', maxNum: '64', beginTimestamp: '0', endTimestamp: String(MAX_LONG) },
    reply: { extFields: { indexLastUpdateTimestamp: '1', indexLastUpdatePhyoffset: '2' }, body: message },
    decoded: { header: { indexLastUpdateTimestamp: 1n, indexLastUpdatePhyoffset: 2n }, body: oneMessage },
  },
  {
    request: queryMessage,
    header: { topic: 'T', key: 'k', maxNum: 1, beginTimestamp: 0, endTimestamp: 1 },
    fields: { topic: 'T', key: 'k', maxNum: '1', beginTimestamp: '0', endTimestamp: '1' },
    reply: { code: 22, remark: 'can not find message, maybe time range not correct' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
  ...[
    { code: 0, outcome: 'found', body: message, decodedBody: oneMessage },
    { code: 19, outcome: 'no-new', body: '', decodedBody: noMessages },
    { code: 20, outcome: 'no-match', body: '', decodedBody: noMessages },
    { code: 21, outcome: 'offset-illegal', body: '', decodedBody: noMessages },
  ].map(
    ({ body, code, decodedBody, outcome }): Sample => ({
      request: pullMessage,
      header: pull,
      fields: pullFields,
      reply: { code, extFields: pullHeader, body },
      decoded: { outcome, header: pullRange, body: decodedBody },
    }),
  ),
  {
    request: getTimerMetrics,
    header: {},
    fields: {},
    reply: { body: `{"dataVersion":${DATA_VERSION},"timingCount":{"T":{"count":3,"timeStamp":1700000000123}}}` },
    decoded: { body: { dataVersion, timingCount: { T: { count: 3n, timeStamp: 1700000000123n } } } },
  },
  {
    request: getBrokerHaStatus,
    header: {},
    fields: {},
    reply: {
      body: '{"haClientRuntimeInfo":{"lastReadTimestamp":0,"lastWriteTimestamp":0,"masterFlushOffset":0,"maxOffset":0,"transferredByteInSecond":0},"haConnectionInfo":[{"addr":"127.0.0.1:1","diff":64,"inSync":true,"slaveAckOffset":100,"transferFromWhere":164,"transferredByteInSecond":10}],"inSyncSlaveNums":1,"master":true,"masterCommitLogMaxOffset":164}',
    },
    decoded: {
      body: {
        haClientRuntimeInfo: {
          lastReadTimestamp: 0n,
          lastWriteTimestamp: 0n,
          masterFlushOffset: 0n,
          maxOffset: 0n,
          transferredByteInSecond: 0n,
        },
        haConnectionInfo: [
          {
            addr: '127.0.0.1:1',
            diff: 64n,
            inSync: true,
            slaveAckOffset: 100n,
            transferFromWhere: 164n,
            transferredByteInSecond: 10n,
          },
        ],
        inSyncSlaveNums: 1,
        master: true,
        masterCommitLogMaxOffset: 164n,
      },
    },
  },
  {
    request: getBrokerEpochCache,
    header: {},
    fields: {},
    reply: {
      body: `{"brokerId":1,"brokerName":"broker-a","clusterName":"C","epochList":[{"endOffset":${MAX_LONG},"epoch":1,"startOffset":0}],"maxOffset":5}`,
    },
    decoded: {
      body: {
        brokerId: 1,
        brokerName: 'broker-a',
        clusterName: 'C',
        epochList: [{ endOffset: MAX_LONG, epoch: 1, startOffset: 0n }],
        maxOffset: 5n,
      },
    },
  },
  {
    request: getBrokerEpochCache,
    header: {},
    fields: {},
    reply: { code: 1, remark: 'this request only for controllerMode ' },
    decoded: { outcome: 'absent', header: null, body: null },
  },
]

describe('every request', () => {
  it.each(samples.map((sample) => ({ name: `${sample.request.name} ${sample.note ?? ''}`, ...sample })))(
    '$name, reply $reply.code',
    (sample) => {
      expect(encodeRequestHeader(sample.request, sample.header, 'a:1')).toEqual(sample.fields)
      const reply = decode(sample)
      expect(reply.outcome).toBe(sample.decoded.outcome ?? 'ok')
      expect(reply.serverVersion).toBe(513)
      if ('header' in sample.decoded) expect(reply.header).toEqual(sample.decoded.header)
      if ('body' in sample.decoded) expect(reply.body).toEqual(sample.decoded.body)
    },
  )

  it.each(samples.filter(({ reply }) => reply.code === undefined))(
    '$request.name: any other code is a refusal',
    (sample) => {
      expect(() => decode({ request: sample.request, reply: { code: 16, remark: 'no' } })).toThrow(BrokerRefused)
      expect(() => decode({ request: sample.request, reply: { code: 1, remark: 'java.lang.X' } })).toThrow(
        BrokerRefused,
      )
    },
  )

  it('a topic may have the name of a property of every object', () => {
    const body = `{"dataVersion":${DATA_VERSION},"topicConfigTable":{"__proto__":${TOPIC},"constructor":${TOPIC}}}`
    const reply = decode({ request: getAllTopicConfig, reply: { body } })
    const table = (reply.body as { topicConfigTable: Record<string, unknown> }).topicConfigTable
    expect(Object.keys(table)).toEqual(['__proto__', 'constructor'])
    expect(table.toString).toBeUndefined()
  })

  it('no version where the server does not say', () => {
    const header = { code: 0, language: 'JAVA', version: 0, opaque: 1, flag: 1, extFields: { offset: '1' } }
    expect(decodeReply(getMaxOffset, { header, body: Buffer.alloc(0) }, 'a:1').serverVersion).toBeNull()
  })
})
