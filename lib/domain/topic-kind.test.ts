import { describe, expect, test } from 'vitest'
import { isSystemGroup, mergeTopicTypes, topicKind, topicType } from './topic-kind.ts'

const names = {
  clusterNames: new Set(['DefaultCluster']),
  brokerNames: new Set(['broker-a', 'broker-b']),
  systemTopics: new Set(['OFFSET_MOVED_EVENT', 'housekeeping']),
}

describe('topicKind', () => {
  test.each([
    ['orders', 'user'],
    ['%LMQ%x', 'user'],
    ['NS%orders', 'user'],
    ['rmq_sysorders', 'user'],
    ['RMQ_SYS_orders', 'user'],
    ['orders_REPLY_TOPIC', 'user'],
    ['DefaultCluster_REPLY_TOPIC', 'system'],
    ['DefaultCluster', 'system'],
    ['broker-a', 'system'],
    ['broker-c', 'user'],
    ['housekeeping', 'system'],
    ['TBW102', 'system'],
    ['tbw102', 'user'],
    ['SCHEDULE_TOPIC_XXXX', 'system'],
    ['RMQ_SYS_TRANS_OP_HALF_TOPIC', 'system'],
    ['rmq_sys_wheel_timer', 'system'],
    ['rmq_sys_TRACE_DATA_eu', 'system'],
    ['DefaultHeartBeatSyncerTopic', 'system'],
    ['%RETRY%g', 'retry'],
    ['%RETRY%NS%g', 'retry'],
    ['%RETRY%', 'retry'],
    ['%RETRY%%DLQ%x', 'retry'],
    ['%DLQ%g', 'dlq'],
    ['x%RETRY%g', 'user'],
    ['%retry%g', 'user'],
  ])('%s is %s', (topic, kind) => {
    expect(topicKind(topic, names)).toBe(kind)
  })
})

describe('topicType', () => {
  test.each([
    ['user', 'FIFO', 5, 'FIFO'],
    ['user', 'LITE', 5, 'LITE'],
    ['user', 'Whatever', null, 'Whatever'],
    ['user', null, 5, 'NORMAL'],
    ['user', '', 5, 'NORMAL'],
    ['user', null, 4, 'UNSPECIFIED'],
    ['user', null, null, null],
    ['retry', 'NORMAL', 5, 'RETRY'],
    ['dlq', null, null, 'DLQ'],
    ['system', null, 4, 'SYSTEM'],
  ] as const)('%s with message.type %s on %s.x is %s', (kind, messageType, brokerMajor, type) => {
    expect(topicType({ kind, messageType, brokerMajor })).toBe(type)
  })
})

test.each([
  [['NORMAL', 'NORMAL'], { type: 'NORMAL', differs: false }],
  [['FIFO', 'NORMAL', 'NORMAL'], { type: 'NORMAL', differs: true }],
  [['NORMAL', 'FIFO'], { type: 'FIFO', differs: true }],
  [[null, 'FIFO'], { type: 'FIFO', differs: false }],
  [[null], { type: null, differs: false }],
  [[], { type: null, differs: false }],
])('types %j of several brokers merge', (types, merged) => {
  expect(mergeTopicTypes(types)).toEqual(merged)
})

test.each([
  ['CID_RMQ_SYS_TRANS', true],
  ['CID_RMQ_SYS_anything', true],
  ['TOOLS_CONSUMER', true],
  ['CID_ONS-HTTP-PROXY', true],
  ['CID_DefaultHeartBeatSyncerTopic', true],
  ['tools_consumer', false],
  ['CID_orders', false],
  ['orders', false],
])('group %s system: %s', (group, system) => {
  expect(isSystemGroup(group)).toBe(system)
})
