/**
 * What each system property means, as a key of the messages below `message.property`. MessageConst, 4.4 to 5.5; a name
 * that is not here was set by the producer's own code.
 */
const explanations = {
  UNIQ_KEY: 'uniqKey',
  KEYS: 'keys',
  TAGS: 'tags',
  WAIT: 'wait',
  DELAY: 'delay',
  TIMER_DELIVER_MS: 'timerDeliver',
  TIMER_DELAY_MS: 'timerDelayMs',
  TIMER_DELAY_SEC: 'timerDelaySec',
  TIMER_OUT_MS: 'timerOut',
  TIMER_ENQUEUE_MS: 'timerEnqueue',
  TIMER_DEQUEUE_MS: 'timerDequeue',
  TIMER_ROLL_TIMES: 'timerRoll',
  TIMER_DELAY_LEVEL: 'delay',
  TIMER_DEL_UNIQKEY: 'timerRecall',
  REAL_TOPIC: 'realTopic',
  REAL_QID: 'realQueue',
  RETRY_TOPIC: 'retryTopic',
  ORIGIN_MESSAGE_ID: 'originMessageId',
  RECONSUME_TIME: 'reconsumeTime',
  MAX_RECONSUME_TIMES: 'maxReconsumeTimes',
  DLQ_ORIGIN_TOPIC: 'dlqOriginTopic',
  DLQ_ORIGIN_MESSAGE_ID: 'dlqOriginMessageId',
  TRAN_MSG: 'tranMsg',
  PGROUP: 'producerGroup',
  TRANSACTION_CHECK_TIMES: 'checkTimes',
  CHECK_IMMUNITY_TIME_IN_SECONDS: 'checkImmunity',
  TRAN_PREPARED_QUEUE_OFFSET: 'preparedQueueOffset',
  __transactionId__: 'transactionId',
  MSG_REGION: 'region',
  TRACE_ON: 'traceOn',
  CLUSTER: 'cluster',
  INSTANCE_ID: 'instanceId',
  __SHARDINGKEY: 'shardingKey',
  MSG_TYPE: 'msgType',
  CORRELATION_ID: 'correlationId',
  REPLY_TO_CLIENT: 'replyTo',
  TTL: 'ttl',
  ARRIVE_TIME: 'arriveTime',
  PUSH_REPLY_TIME: 'pushReplyTime',
  POP_CK: 'popCheckpoint',
  POP_CK_OFFSET: 'popCheckpoint',
  '1ST_POP_TIME': 'firstPopTime',
  INNER_NUM: 'innerNum',
  INNER_BASE: 'innerBase',
  INNER_MULTI_DISPATCH: 'lmq',
  INNER_MULTI_QUEUE_OFFSET: 'lmq',
  BORN_TIMESTAMP: 'bornTimestamp',
  __BORNHOST: 'bornHost',
  '__CRC32#': 'crc',
  TRACE_CONTEXT: 'traceContext',
  DUP_INFO: 'dupInfo',
  CONSUME_START_TIME: 'consumeStart',
  MIN_OFFSET: 'pulledOffsets',
  MAX_OFFSET: 'pulledOffsets',
  _SYS_MSG_PRIORITY_: 'priority',
  __LITE_TOPIC: 'liteTopic',
  E_T: 'timerEngine',
  TIMER_ROLL_LABEL: 'timerRollLabel',
  ORIGIN_GROUP: 'reserved',
  TRANS_OFFSET: 'reserved',
  EXTEND_UNIQ_INFO: 'reserved',
  BUYER_ID: 'reserved',
  TRANSFER_FLAG: 'transferred',
  CORRECTION_FLAG: 'reserved',
  MQ2_FLAG: 'reserved',
  REDIRECT: 'reserved',
  PROPERTY_FORWARD_QUEUE_ID: 'reserved',
} as const

export type PropertyExplanation = (typeof explanations)[keyof typeof explanations]

/** What a value is beside its text: something to follow, a moment in epoch milliseconds, a time span. */
export type PropertyMeaning =
  | { kind: 'topic'; topic: string }
  | { kind: 'message'; messageId: string; topic?: string }
  | { kind: 'time'; ms: number }
  | { kind: 'span'; ms: number }
  /** What the level means unless the broker has levels of its own (messageDelayLevel). */
  | { kind: 'delayLevel'; ms: number }
  | null

export type PropertyRow = {
  name: string
  value: string
  /** null: not RocketMQ's, the producer's own. */
  explanation: PropertyExplanation | null
  meaning: PropertyMeaning
}

/** Properties of a message: the producer's own first, each group by name. */
export function propertyRows(properties: Readonly<Record<string, string>>): PropertyRow[] {
  return Object.entries(properties)
    .map(([name, value]) => ({
      name,
      value,
      explanation: Object.hasOwn(explanations, name) ? explanations[name as keyof typeof explanations] : null,
      meaning: meaningOf(name, value),
    }))
    .sort((a, b) => Number(a.explanation !== null) - Number(b.explanation !== null) || (a.name < b.name ? -1 : 1))
}

const topicNames = new Set(['REAL_TOPIC', 'RETRY_TOPIC', 'DLQ_ORIGIN_TOPIC'])
const idNames = new Set(['ORIGIN_MESSAGE_ID', 'DLQ_ORIGIN_MESSAGE_ID'])
const timeNames = new Set([
  'TIMER_DELIVER_MS',
  'TIMER_OUT_MS',
  'TIMER_ENQUEUE_MS',
  'TIMER_DEQUEUE_MS',
  'ARRIVE_TIME',
  'PUSH_REPLY_TIME',
  '1ST_POP_TIME',
  'BORN_TIMESTAMP',
  'CONSUME_START_TIME',
])
const millisecondsOf: Readonly<Record<string, number>> = {
  TIMER_DELAY_MS: 1,
  TTL: 1,
  TIMER_DELAY_SEC: 1_000,
  CHECK_IMMUNITY_TIME_IN_SECONDS: 1_000,
}
const levelNames = new Set(['DELAY', 'TIMER_DELAY_LEVEL'])
// MessageStoreConfig#messageDelayLevel, 4.4 to 5.5, in seconds.
const DEFAULT_LEVELS_S = [1, 5, 10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200]
// 2001 to 2286: thirteen digits.
const EPOCH_MS = /^1?\d{12}$/
const MESSAGE_ID = /^([0-9a-f]{32}|[0-9a-f]{34}|[0-9a-f]{56})$/i

function meaningOf(name: string, value: string): PropertyMeaning {
  if (topicNames.has(name) && value !== '') return { kind: 'topic', topic: value }
  if (idNames.has(name) && MESSAGE_ID.test(value)) return { kind: 'message', messageId: value }
  if (name === 'TIMER_DEL_UNIQKEY') return recalled(value)
  if (timeNames.has(name) && EPOCH_MS.test(value)) return { kind: 'time', ms: Number(value) }
  if (!/^\d{1,12}$/.test(value)) return null
  if (Object.hasOwn(millisecondsOf, name)) return { kind: 'span', ms: Number(value) * millisecondsOf[name]! }
  const level = levelNames.has(name) ? DEFAULT_LEVELS_S[Number(value) - 1] : undefined
  return level === undefined ? null : { kind: 'delayLevel', ms: level * 1_000 }
}

/** `topic+unique id`, or the id alone (TimerMessageStore#buildDeleteKey, 5.3 to 5.5). */
function recalled(value: string): PropertyMeaning {
  const plus = value.lastIndexOf('+')
  const messageId = value.slice(plus + 1)
  if (!MESSAGE_ID.test(messageId)) return null
  return plus > 0 ? { kind: 'message', messageId, topic: value.slice(0, plus) } : { kind: 'message', messageId }
}

export type MessageType = 'TRANSACTION' | 'DELAY' | 'FIFO' | 'PRIORITY' | 'LITE' | 'NORMAL'

/**
 * What kind of message it is, by its properties: the rule of 5.x (TopicMessageType#parseFromMessageProperty, 5.5), which
 * holds for messages of 4.x too.
 */
export function messageType(properties: Readonly<Record<string, string>>): MessageType {
  const has = (name: string) => Object.hasOwn(properties, name)
  if (properties.TRAN_MSG === 'true') return 'TRANSACTION'
  if (['DELAY', 'TIMER_DELIVER_MS', 'TIMER_DELAY_SEC', 'TIMER_DELAY_MS'].some(has)) return 'DELAY'
  if (has('__SHARDINGKEY')) return 'FIFO'
  if (has('_SYS_MSG_PRIORITY_')) return 'PRIORITY'
  return has('__LITE_TOPIC') ? 'LITE' : 'NORMAL'
}

/** All properties as lines to copy. */
export function propertiesText(rows: readonly PropertyRow[]): string {
  return rows.map(({ name, value }) => `${name}=${value}`).join('\n')
}
