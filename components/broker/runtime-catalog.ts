/** The parts of the runtime values, in the order in which they are shown. */
export const runtimeSections = [
  'writing',
  'replication',
  'reading',
  'store',
  'timers',
  'threads',
  'process',
  'other',
] as const
export type RuntimeSection = (typeof runtimeSections)[number]

/** How the text of a value is read. */
export type RuntimeKind =
  | 'count'
  | 'milliseconds'
  | 'seconds'
  | 'bytes'
  | 'bytesText'
  | 'capacity'
  | 'rate'
  | 'rates'
  | 'ratio'
  | 'time'
  | 'span'
  | 'pair'
  | 'putTimes'
  | 'text'

export interface RuntimeFact {
  section: Exclude<RuntimeSection, 'other'>
  kind: RuntimeKind
  /** Among the few that tell most. */
  main?: boolean
  /** A number from which on it means trouble: a key of the configuration, and its default. */
  limit?: { key: string; value: number }
  /** 0 says that there is none, not that it is zero. */
  zeroIsNone?: boolean
}

/**
 * What the values of GET_BROKER_RUNTIME_INFO (28) mean: AdminBrokerProcessor#prepareRuntimeInfo and
 * StoreStatsService#getRuntimeInfo, 4.9.7 and 5.5.0. Limits: BrokerFastFailure#cleanExpiredRequest refuses what has
 * waited too long (SYSTEM_BUSY), DefaultMessageStore#isOSPageCacheBusy what a long lock makes wait. In order of showing.
 */
export const runtimeFacts = {
  putTps: { section: 'writing', kind: 'rates', main: true },
  // Both are of the last whole minute (StoreStatsService#findPutMessageEntireTimePX over lastBuckets).
  putLatency99: { section: 'writing', kind: 'milliseconds' },
  putLatency999: { section: 'writing', kind: 'milliseconds' },
  putMessageDistributeTime: { section: 'writing', kind: 'putTimes', main: true },
  putMessageEntireTimeMax: { section: 'writing', kind: 'milliseconds' },
  sendThreadPoolQueueHeadWaitTimeMills: {
    section: 'writing',
    kind: 'milliseconds',
    main: true,
    limit: { key: 'waitTimeMillsInSendQueue', value: 200 },
  },
  sendThreadPoolQueueSize: {
    section: 'writing',
    kind: 'count',
    main: true,
    limit: { key: 'sendThreadPoolQueueCapacity', value: 10_000 },
  },
  sendThreadPoolQueueCapacity: { section: 'writing', kind: 'count' },
  pageCacheLockTimeMills: {
    section: 'writing',
    kind: 'milliseconds',
    main: true,
    limit: { key: 'osPageCacheBusyTimeOutMills', value: 1_000 },
  },
  putMessageFailedTimes: { section: 'writing', kind: 'count', main: true },
  putMessageTimesTotal: { section: 'writing', kind: 'count' },
  putMessageSizeTotal: { section: 'writing', kind: 'bytes' },
  putMessageAverageSize: { section: 'writing', kind: 'bytes' },
  msgPutTotalTodayNow: { section: 'writing', kind: 'count' },
  msgPutTotalTodayMorning: { section: 'writing', kind: 'count' },
  msgPutTotalYesterdayMorning: { section: 'writing', kind: 'count' },
  startAcceptSendRequestTimeStamp: { section: 'writing', kind: 'time', zeroIsNone: true },

  commitLogMaxOffset: { section: 'replication', kind: 'count', main: true },
  brokerActive: { section: 'replication', kind: 'text' },

  getTransferredTps: { section: 'reading', kind: 'rates', main: true },
  getFoundTps: { section: 'reading', kind: 'rates', main: true },
  getMissTps: { section: 'reading', kind: 'rates' },
  getTotalTps: { section: 'reading', kind: 'rates' },
  getMessageEntireTimeMax: { section: 'reading', kind: 'milliseconds' },
  pullThreadPoolQueueHeadWaitTimeMills: {
    section: 'reading',
    kind: 'milliseconds',
    main: true,
    limit: { key: 'waitTimeMillsInPullQueue', value: 5_000 },
  },
  pullThreadPoolQueueSize: {
    section: 'reading',
    kind: 'count',
    limit: { key: 'pullThreadPoolQueueCapacity', value: 100_000 },
  },
  pullThreadPoolQueueCapacity: { section: 'reading', kind: 'count' },
  msgGetTotalTodayNow: { section: 'reading', kind: 'count' },
  msgGetTotalTodayMorning: { section: 'reading', kind: 'count' },
  msgGetTotalYesterdayMorning: { section: 'reading', kind: 'count' },

  commitLogMinOffset: { section: 'store', kind: 'count' },
  earliestMessageTimeStamp: { section: 'store', kind: 'time', main: true },
  commitLogDirCapacity: { section: 'store', kind: 'capacity', main: true },
  commitLogDiskRatio: { section: 'store', kind: 'ratio', limit: { key: 'diskMaxUsedSpaceRatio', value: 75 } },
  commitLogDiskRatioOf: { section: 'store', kind: 'ratio', limit: { key: 'diskMaxUsedSpaceRatio', value: 75 } },
  consumeQueueDiskRatio: { section: 'store', kind: 'ratio', limit: { key: 'diskMaxUsedSpaceRatio', value: 75 } },
  dispatchBehindBytes: { section: 'store', kind: 'bytes', main: true },
  dispatchMaxBuffer: { section: 'store', kind: 'count' },
  remainHowManyDataToFlush: { section: 'store', kind: 'bytesText', main: true },
  remainHowManyDataToCommit: { section: 'store', kind: 'bytesText' },
  remainTransientStoreBufferNumbs: { section: 'store', kind: 'count' },

  timerReadBehind: { section: 'timers', kind: 'seconds', main: true },
  timerOffsetBehind: { section: 'timers', kind: 'count' },
  timerCongestNum: { section: 'timers', kind: 'count' },
  timerEnqueueTps: { section: 'timers', kind: 'rate' },
  timerDequeueTps: { section: 'timers', kind: 'rate' },
  scheduleMessageOffset: { section: 'timers', kind: 'pair' },

  litePullThreadPoolQueueHeadWaitTimeMills: {
    section: 'threads',
    kind: 'milliseconds',
    limit: { key: 'waitTimeMillsInLitePullQueue', value: 5_000 },
  },
  litePullThreadPoolQueueSize: {
    section: 'threads',
    kind: 'count',
    limit: { key: 'litePullThreadPoolQueueCapacity', value: 100_000 },
  },
  litePullThreadPoolQueueCapacity: { section: 'threads', kind: 'count' },
  ackThreadPoolQueueHeadWaitTimeMills: {
    section: 'threads',
    kind: 'milliseconds',
    limit: { key: 'waitTimeMillsInAckQueue', value: 3_000 },
  },
  ackThreadPoolQueueSize: {
    section: 'threads',
    kind: 'count',
    limit: { key: 'ackThreadPoolQueueCapacity', value: 100_000 },
  },
  ackThreadPoolQueueCapacity: { section: 'threads', kind: 'count' },
  queryThreadPoolQueueHeadWaitTimeMills: { section: 'threads', kind: 'milliseconds' },
  queryThreadPoolQueueSize: {
    section: 'threads',
    kind: 'count',
    limit: { key: 'queryThreadPoolQueueCapacity', value: 20_000 },
  },
  queryThreadPoolQueueCapacity: { section: 'threads', kind: 'count' },
  EndTransactionQueueSize: {
    section: 'threads',
    kind: 'count',
    limit: { key: 'endTransactionPoolQueueCapacity', value: 100_000 },
  },
  EndTransactionThreadPoolQueueCapacity: { section: 'threads', kind: 'count' },

  bootTimestamp: { section: 'process', kind: 'time' },
  runtime: { section: 'process', kind: 'span' },
  brokerVersionDesc: { section: 'process', kind: 'text' },
  brokerVersion: { section: 'process', kind: 'text' },
} as const satisfies Record<string, RuntimeFact>

export type KnownRuntimeKey = keyof typeof runtimeFacts

/** What a key as sent is, and what stands in its name: a path, a delay level. Null: nobody told us. */
export function knownRuntimeKey(key: string): { known: KnownRuntimeKey; part: string | null } | null {
  // Written so until 4.x.
  if (key === 'getTransferedTps') return { known: 'getTransferredTps', part: null }
  const path = /^commitLogDiskRatio_(.+)$/.exec(key)
  if (path) return { known: 'commitLogDiskRatioOf', part: path[1] ?? '' }
  const level = /^scheduleMessageOffset_(\d+)$/.exec(key)
  if (level) return { known: 'scheduleMessageOffset', part: level[1] ?? '' }
  return Object.hasOwn(runtimeFacts, key) ? { known: key as KnownRuntimeKey, part: null } : null
}
