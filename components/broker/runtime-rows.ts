import {
  parseCapacity,
  parseDecimal,
  parsePutTimes,
  parseSize,
  parseTime,
  parseTps,
} from '@/lib/domain/broker-counters'
import { naturalCompare } from '@/lib/domain/natural-sort'
import {
  type KnownRuntimeKey,
  knownRuntimeKey,
  type RuntimeFact,
  type RuntimeSection,
  runtimeFacts,
  runtimeSections,
} from './runtime-catalog'

/** A value as its text is read. `text`: as it was sent. `none`: the broker says that there is none. */
export type RuntimeValue =
  | {
      kind: 'number'
      as: 'count' | 'rate' | 'bytes' | 'percent' | 'duration' | 'short'
      value: number
      rest?: number[]
    }
  | { kind: 'time'; atMs: number }
  | { kind: 'putTimes'; buckets: { label: string; count: number }[] }
  | { kind: 'capacity'; usedBytes: number; totalBytes: number }
  | { kind: 'pair'; done: string; end: string }
  | { kind: 'text'; text: string }
  | { kind: 'none' }

export interface RuntimeRow {
  key: string
  known: KnownRuntimeKey | null
  part: string | null
  section: RuntimeSection
  main: boolean
  /** As sent, in the order of the replicas; null: this one did not send it. */
  sent: (string | null)[]
  /** Of which replicas a zero is none: a latency while nothing was put. */
  hollow: boolean[]
  /** From this number on it means trouble, as the replica itself is configured; null: there is none. */
  limit: number | null
}

type Sent = readonly { key: string; value: string }[]

/** Every key that any of the replicas sent, by section; of what nobody knows the meaning stands last, by name. */
export function runtimeRows(
  replicas: readonly (Sent | null)[],
  setting: (key: string) => string | null = () => null,
): RuntimeRow[] {
  const byReplica = replicas.map((sent) => new Map((sent ?? []).map(({ key, value }) => [key, value])))
  const keys = [...new Set(byReplica.flatMap((values) => [...values.keys()]))]
  const rows = keys.map((key): RuntimeRow => {
    const known = knownRuntimeKey(key)
    const fact: RuntimeFact | null = known === null ? null : runtimeFacts[known.known]
    return {
      key,
      known: known?.known ?? null,
      part: known?.part ?? null,
      section: fact?.section ?? 'other',
      main: fact?.main ?? false,
      sent: byReplica.map((values) => values.get(key) ?? null),
      hollow: byReplica.map((values) => /^putLatency/.test(key) && !wasPut(values.get('putMessageDistributeTime'))),
      limit:
        fact?.limit === undefined ? null : (parseDecimal(setting(fact.limit.key) ?? undefined) ?? fact.limit.value),
    }
  })
  return rows.sort((a, b) => place(a) - place(b) || naturalCompare(a.key, b.key))
}

const wasPut = (times: string | undefined) => parsePutTimes(times)?.some(({ count }) => count > 0) === true

const order = Object.keys(runtimeFacts)
const place = (row: RuntimeRow) =>
  runtimeSections.indexOf(row.section) * 1_000 + (row.known === null ? 999 : order.indexOf(row.known))

/** The rows under their section's head, without empty sections. */
export function bySection(rows: readonly RuntimeRow[]): { section: RuntimeSection; rows: RuntimeRow[] }[] {
  return runtimeSections
    .map((section) => ({ section, rows: rows.filter((row) => row.section === section) }))
    .filter((part) => part.rows.length > 0)
}

/** Reads a text by what its key is; what cannot be read stands as it was sent. */
export function readRuntimeValue(known: KnownRuntimeKey | null, sent: string, hollow = false): RuntimeValue {
  if (hollow && parseDecimal(sent) === 0) return { kind: 'none' }
  const asSent: RuntimeValue = sent.trim() === '' || sent === 'null' ? { kind: 'none' } : { kind: 'text', text: sent }
  if (known === null) return asSent
  const fact: RuntimeFact = runtimeFacts[known]
  const number = (value: number | null, as: 'count' | 'rate' | 'bytes' | 'percent' | 'duration'): RuntimeValue =>
    value === null ? asSent : { kind: 'number', as, value }
  switch (fact.kind) {
    case 'count':
      // Integer.MAX_VALUE: there is no pool (DefaultMessageStore#remainTransientStoreBufferNumbs).
      if (known === 'remainTransientStoreBufferNumbs' && sent === '2147483647') return { kind: 'none' }
      return number(parseDecimal(sent), 'count')
    case 'rate':
      return number(parseDecimal(sent), 'rate')
    case 'milliseconds':
      return number(parseDecimal(sent), 'duration')
    case 'seconds':
      return number(scaled(parseDecimal(sent), 1_000), 'duration')
    case 'bytes':
      return number(parseDecimal(sent), 'bytes')
    case 'bytesText':
      return number(parseSize(sent), 'bytes')
    case 'ratio':
      return sent.startsWith('-1') ? { kind: 'none' } : number(parseDecimal(sent), 'percent')
    case 'rates':
      return rates(sent) ?? asSent
    case 'time': {
      const atMs = parseTime(sent)
      if (atMs !== null) return { kind: 'time', atMs }
      return sent === '-1' || sent === '0' ? { kind: 'none' } : asSent
    }
    case 'capacity': {
      const capacity = parseCapacity(sent)
      if (!capacity) return asSent
      return { kind: 'capacity', usedBytes: capacity.totalBytes - capacity.freeBytes, totalBytes: capacity.totalBytes }
    }
    case 'pair': {
      const match = /^(\d+),(\d+)$/.exec(sent)
      return match ? { kind: 'pair', done: match[1]!, end: match[2]! } : asSent
    }
    case 'putTimes': {
      const buckets = parsePutTimes(sent)
      if (!buckets) return asSent
      return buckets.some(({ count }) => count > 0) ? { kind: 'putTimes', buckets } : { kind: 'none' }
    }
    case 'span':
      return number(parseSpan(sent), 'duration')
    case 'text':
      return asSent
  }
}

/** `[ 0 days, 0 hours, 22 minutes, 8 seconds ]` (StoreStatsService#getFormatRuntime, 5.5.0) in milliseconds. */
function parseSpan(sent: string): number | null {
  const match = /^\[ (\d+) days, (\d+) hours, (\d+) minutes, (\d+) seconds \]$/.exec(sent.trim())
  if (!match) return null
  const [days, hours, minutes, seconds] = match.slice(1).map(Number) as [number, number, number, number]
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000
}

const scaled = (value: number | null, by: number) => (value === null ? null : value * by)

/** Of the last 10 s, then of the minute and the ten minutes as far as they are known. */
function rates(sent: string): RuntimeValue | null {
  const { tps10s, tps1m, tps10m } = parseTps(sent)
  if (tps10s === null) return sent.trim() === '' ? { kind: 'none' } : null
  return { kind: 'number', as: 'rate', value: tps10s, rest: [tps1m, tps10m].filter((value) => value !== null) }
}

/** What part of the puts took less than 10 ms. Null when nothing was put. */
export function quickPuts(buckets: readonly { label: string; count: number }[]): number | null {
  const all = buckets.reduce((sum, { count }) => sum + count, 0)
  const quick = buckets.filter(({ label }) => label === '<=0ms' || label === '0~10ms')
  return all === 0 ? null : quick.reduce((sum, { count }) => sum + count, 0) / all
}

/** The value has reached what its limit is; disk ratios are set in per cent. */
export function isOver(row: Pick<RuntimeRow, 'known' | 'limit'>, value: RuntimeValue): boolean {
  const ratio = limitRatio(row, value)
  return ratio !== null && ratio >= 1
}

/** How much of the way to the limit: 0.82. Null where there is no limit. */
export function limitRatio({ limit }: Pick<RuntimeRow, 'known' | 'limit'>, value: RuntimeValue): number | null {
  if (limit === null || limit <= 0 || value.kind !== 'number') return null
  return value.value / (value.as === 'percent' ? limit / 100 : limit)
}
