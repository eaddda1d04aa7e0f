/** Messages a second over the last 10 s, minute and 10 minutes; null until the broker has enough samples. */
export type BrokerTps = { tps10s: number | null; tps1m: number | null; tps10m: number | null }

/**
 * Messages of today and yesterday, in the broker's own days; null = not known (restart, or counters missing).
 * `todayAtLeast`: the broker may have started today, so `today` counts from its start only.
 */
export type DailyCount = { today: number | null; todayAtLeast: boolean; yesterday: number | null }

/** A broker's runtime values, read. Everything may be missing: null = the broker did not say. */
export type BrokerCounters = {
  /** Messages put a second. */
  inTps: BrokerTps
  /** Messages handed to consumers a second. */
  outTps: BrokerTps
  put: DailyCount
  get: DailyCount
  /** Fullest of the disks it names, 0 to 1. */
  diskRatio: number | null
  commitLogMinOffset: bigint | null
  commitLogMaxOffset: bigint | null
  dispatchBehindBytes: number | null
  earliestMessageAtMs: number | null
  startedAtMs: number | null
  commitLogCapacity: { totalBytes: number; freeBytes: number } | null
  /** Of the last whole minute. */
  putLatency99Ms: number | null
  putLatency999Ms: number | null
  /** `brokerVersionDesc` as given (`V5_5_0`); `brokerVersion` (an ordinal) went after 5.3.3. */
  versionDescription: string | null
}

/** The key/value table of GET_BROKER_RUNTIME_INFO (28); all values are text. */
export type RuntimeValues = Readonly<Record<string, string | undefined>>

/**
 * Reads what a broker says of itself (AdminBrokerProcessor#prepareRuntimeInfo with StoreStatsService#getRuntimeInfo,
 * 4.4 to 5.5). Empty tokens, `NaN` and −1 are unknown, never 0. `nowMs` decides how long the broker has been up.
 */
export function brokerCounters(values: RuntimeValues, nowMs: number): BrokerCounters {
  return {
    inTps: parseTps(values.putTps),
    outTps: parseTps(values.getTransferredTps ?? values.getTransferedTps),
    put: dailyCount(values, 'msgPutTotal', nowMs),
    get: dailyCount(values, 'msgGetTotal', nowMs),
    diskRatio: diskRatio(values),
    commitLogMinOffset: parseCount(values.commitLogMinOffset),
    commitLogMaxOffset: parseCount(values.commitLogMaxOffset),
    dispatchBehindBytes: asNumber(parseCount(values.dispatchBehindBytes)),
    earliestMessageAtMs: parseTime(values.earliestMessageTimeStamp),
    startedAtMs: parseTime(values.bootTimestamp),
    commitLogCapacity: parseCapacity(values.commitLogDirCapacity),
    putLatency99Ms: putLatency(values.putLatency99, values.putMessageDistributeTime),
    putLatency999Ms: putLatency(values.putLatency999, values.putMessageDistributeTime),
    versionDescription: values.brokerVersionDesc || null,
  }
}

/**
 * Three numbers apart by one space each, of which the last ones are empty until there are enough samples (`"0.0  "`,
 * `"  "`): StoreStatsService#getPutTps.
 */
export function parseTps(text: string | undefined): BrokerTps {
  const tokens = (text ?? '').split(' ')
  return { tps10s: parseDecimal(tokens[0]), tps1m: parseDecimal(tokens[1]), tps10m: parseDecimal(tokens[2]) }
}

/** `1.5`, `0,00` (the broker's locale decides), `1.2E7`; null for `NaN`, infinity, nothing, and below 0. */
export function parseDecimal(text: string | undefined): number | null {
  const trimmed = text?.trim().replace(',', '.') ?? ''
  if (!/^\d+(\.\d*)?(E[+-]?\d+)?$/i.test(trimmed)) return null
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : null
}

/**
 * Both are of the last whole minute; `0.00` is also what a broker prints while there is none yet (`null` as
 * distribution), and when nothing was put in it: StoreStatsService#findPutMessageEntireTimePX, 4.9.7 and 5.5.0.
 */
function putLatency(text: string | undefined, distribution: string | undefined): number | null {
  const value = parseDecimal(text)
  return value === 0 && !parsePutTimes(distribution)?.some(({ count }) => count > 0) ? null : value
}

/**
 * `[<=0ms]:1578 [0~10ms]:187 … [10s~]:0 `: how many puts of the last whole minute took how long, in the order given.
 * Null before the first minute (`null`) and for anything else.
 */
export function parsePutTimes(text: string | undefined): { label: string; count: number }[] | null {
  const buckets = [...(text ?? '').matchAll(/\[([^\]]+)\]:(\d+)/g)].map(([, label = '', count]) => ({
    label,
    count: Number(count),
  }))
  return buckets.length === 0 ? null : buckets
}

/** A whole number ≥ 0; null for −1, `NaN`, nothing. */
function parseCount(text: string | undefined): bigint | null {
  const trimmed = text?.trim() ?? ''
  return /^\d+$/.test(trimmed) ? BigInt(trimmed) : null
}

/** Epoch milliseconds; 0 and −1 mean there is none. */
export function parseTime(text: string | undefined): number | null {
  const count = parseCount(text)
  return count === null || count === 0n ? null : Number(count)
}

/** `Total : 251.9 GiB, Free : 75.9 GiB.` in bytes, as exact as printed (MixAll#humanReadableByteCount). */
export function parseCapacity(text: string | undefined): { totalBytes: number; freeBytes: number } | null {
  const match = /Total\s*:\s*([\d.,]+\s*\w+)\s*,\s*Free\s*:\s*([\d.,]+\s*\w+)/.exec(text ?? '')
  const totalBytes = parseSize(match?.[1])
  const freeBytes = parseSize(match?.[2])
  return totalBytes === null || freeBytes === null ? null : { totalBytes, freeBytes }
}

/** `0 B`, `1.5 MiB`, `2.0 GB` in bytes. */
export function parseSize(text: string | undefined): number | null {
  const match = /^([\d.,]+)\s*([kKMGTPE])?(i)?B$/.exec(text?.trim() ?? '')
  const value = parseDecimal(match?.[1])
  if (!match || value === null) return null
  const power = match[2] ? 'KMGTPE'.indexOf(match[2].toUpperCase()) + 1 : 0
  return Math.round(value * (match[3] ? 1024 : 1000) ** power)
}

/**
 * Today = now − this morning, yesterday = this morning − yesterday morning, of counters that begin at the broker's
 * start and whose mornings are noted at midnight (BrokerStats#record); a restart sets all to 0. A count that would be
 * negative is unknown. A morning of 0 on a broker up for less than two days may mean that it did not run yesterday:
 * yesterday is unknown then (mqadmin prints 0), and for a broker up for less than a day today is "at least".
 */
export function dailyCount(values: RuntimeValues, counter: 'msgPutTotal' | 'msgGetTotal', nowMs: number): DailyCount {
  const now = parseCount(values[`${counter}TodayNow`])
  const thisMorning = parseCount(values[`${counter}TodayMorning`])
  const yesterdayMorning = parseCount(values[`${counter}YesterdayMorning`])
  const startedAtMs = parseTime(values.bootTimestamp)
  const upMs = startedAtMs === null ? 0 : nowMs - startedAtMs
  const today = difference(now, thisMorning)
  return {
    today,
    todayAtLeast: today !== null && thisMorning === 0n && upMs < DAY_MS,
    yesterday: thisMorning === 0n && upMs < 2 * DAY_MS ? null : difference(thisMorning, yesterdayMorning),
  }
}

const DAY_MS = 86_400_000

function difference(later: bigint | null, earlier: bigint | null): number | null {
  return later === null || earlier === null || later < earlier ? null : Number(later - earlier)
}

/** Fullest of commit log (every path of it, 4.9+) and consume queue; −1 = the path is missing. */
function diskRatio(values: RuntimeValues): number | null {
  let fullest: number | null = null
  for (const [key, text] of Object.entries(values)) {
    if (!key.startsWith('commitLogDiskRatio') && key !== 'consumeQueueDiskRatio') continue
    const ratio = parseDecimal(text)
    if (ratio !== null && (fullest === null || ratio > fullest)) fullest = ratio
  }
  return fullest
}

const asNumber = (count: bigint | null) => (count === null ? null : Number(count))
