/** What a topic is for. Retry and dead-letter topics belong to a group, system topics to RocketMQ itself. */
export type TopicKind = 'user' | 'retry' | 'dlq' | 'system'

/** Names a cluster gives: what is a system topic on one cluster may be an ordinary name on another. */
export type TopicNames = {
  /** RocketMQ cluster names (`clusterName` of the brokers). */
  clusterNames: ReadonlySet<string>
  brokerNames: ReadonlySet<string>
  /** What name servers and brokers themselves call system topics (request codes 304 and 305). */
  systemTopics: ReadonlySet<string>
}

export const RETRY_PREFIX = '%RETRY%'
export const DLQ_PREFIX = '%DLQ%'

/**
 * Kind of a topic by its name. System first (built-in names, `rmq_sys_…`, cluster names, broker names, the
 * request-reply topic of each cluster, the brokers' own list), then `%RETRY%` and `%DLQ%`, else a user's topic.
 *
 * A user's topic is never hidden by mistake: `orders_REPLY_TOPIC` is system only if `orders` is a cluster name
 * (MixAll#getReplyTopic is `<clusterName>_REPLY_TOPIC`), and `RMQ_SYS_…` in capitals only where it is a known name.
 */
export function topicKind(topic: string, names: TopicNames): TopicKind {
  if (isSystemTopic(topic, names)) return 'system'
  if (topic.startsWith(RETRY_PREFIX)) return 'retry'
  if (topic.startsWith(DLQ_PREFIX)) return 'dlq'
  return 'user'
}

/** What `topicType` needs: the kind, the attribute, and which broker generation it was read from. */
export type TopicTypeInput = {
  kind: TopicKind
  /** Attribute `message.type` as the broker gave it; null or empty when absent. */
  messageType: string | null
  /** Major version of the broker that holds the definition; null while it is unknown. */
  brokerMajor: number | null
}

/**
 * Type shown for a topic: `RETRY`, `DLQ`, `SYSTEM` by kind; else `message.type` as given (any value, LITE too);
 * absent it is NORMAL on 5.x (TopicAttributes#TOPIC_MESSAGE_TYPE_ATTRIBUTE's default) and UNSPECIFIED on 4.x, which
 * has no attributes; null (unknown) when the broker's version is unknown as well.
 */
export function topicType({ kind, messageType, brokerMajor }: TopicTypeInput): string | null {
  if (kind !== 'user') return kind.toUpperCase()
  if (messageType) return messageType
  if (brokerMajor === null) return null
  return brokerMajor >= 5 ? 'NORMAL' : 'UNSPECIFIED'
}

/**
 * One type out of what several brokers say. The most frequent wins (by name when even); `differs` is true when two
 * brokers name different types, which is a configuration difference. Unknown (null) neither wins nor differs.
 */
export function mergeTopicTypes(types: Iterable<string | null>): { type: string | null; differs: boolean } {
  const votes = new Map<string, number>()
  for (const type of types) if (type !== null) votes.set(type, (votes.get(type) ?? 0) + 1)
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return { type: ranked[0]?.[0] ?? null, differs: votes.size > 1 }
}

/** True for groups that RocketMQ and its tools use for themselves; they exist on every broker. */
export function isSystemGroup(group: string): boolean {
  return SYSTEM_GROUPS.has(group) || group.startsWith('CID_RMQ_SYS_')
}

function isSystemTopic(topic: string, names: TopicNames): boolean {
  if (SYSTEM_TOPICS.has(topic) || topic.startsWith('rmq_sys_')) return true
  if (names.systemTopics.has(topic) || names.clusterNames.has(topic) || names.brokerNames.has(topic)) return true
  return topic.endsWith(REPLY_SUFFIX) && names.clusterNames.has(topic.slice(0, -REPLY_SUFFIX.length))
}

const REPLY_SUFFIX = '_REPLY_TOPIC'

// TopicValidator, 5.5.0; DefaultHeartBeatSyncerTopic is the proxy's and not in that list.
const SYSTEM_TOPICS: ReadonlySet<string> = new Set([
  'TBW102',
  'SCHEDULE_TOPIC_XXXX',
  'BenchmarkTest',
  'RMQ_SYS_TRANS_HALF_TOPIC',
  'RMQ_SYS_TRANS_OP_HALF_TOPIC',
  'RMQ_SYS_TRACE_TOPIC',
  'TRANS_CHECK_MAX_TIME_TOPIC',
  'SELF_TEST_TOPIC',
  'OFFSET_MOVED_EVENT',
  'CHECKPOINT_TOPIC',
  'DefaultHeartBeatSyncerTopic',
])

// MixAll, 4.4 to 5.5.0; CID_DefaultHeartBeatSyncerTopic is the proxy's.
const SYSTEM_GROUPS: ReadonlySet<string> = new Set([
  'DEFAULT_CONSUMER',
  'DEFAULT_PRODUCER',
  'TOOLS_CONSUMER',
  'SCHEDULE_CONSUMER',
  'FILTERSRV_CONSUMER',
  '__MONITOR_CONSUMER',
  'CLIENT_INNER_PRODUCER',
  'CLIENT_INNER_CONSUMER',
  'SELF_TEST_P_GROUP',
  'SELF_TEST_C_GROUP',
  'CID_ONS-HTTP-PROXY',
  'CID_ONSAPI_PERMISSION',
  'CID_ONSAPI_OWNER',
  'CID_ONSAPI_PULL',
  'CID_DefaultHeartBeatSyncerTopic',
])
