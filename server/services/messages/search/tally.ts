import 'server-only'
import type { z } from 'zod'
import type { MessageNotice, MessageProgress } from '@/lib/contract/message-search'
import type { QueueFinding } from '@/server/rocketmq/admin/read-queue.ts'
import type { BrokerVoice } from './broker-voice'
import type { SearchPlace } from './cursor'
import type { QueueReader } from './queue-reader'

export type Notice = z.infer<typeof MessageNotice>
export type Progress = z.infer<typeof MessageProgress>

/** One broker name in a search: what was read of it, and how much there is. */
export type BrokerSearch = {
  voice: BrokerVoice
  scanned: number
  /** Offsets in the range of its queues; null until it is known. */
  of: number | null
  readers: QueueReader[]
  /** Queues that could not even be begun, and the broker itself (`queueId` null). */
  failed: Array<{ queueId: number | null; reason: string }>
}

/** What the reader of a stream must know, each place and kind once; what is found again is added up and said again. */
export class Notices {
  readonly #said = new Map<string, { notice: Notice; isNew: boolean }>()
  /** Nothing that was asked for is missing so far. */
  whole: boolean

  constructor(whole: boolean) {
    this.whole = whole
  }

  add(code: Notice['code'], brokerName: string, queueId: number | null, params: Notice['params']): void {
    const key = JSON.stringify([code, brokerName, queueId])
    const before = this.#said.get(key)?.notice.params
    const notice = {
      kind: 'notice' as const,
      code,
      brokerName,
      queueId,
      params: before ? joined(before, params) : params,
    }
    this.#said.set(key, { notice, isNew: true })
    if (!HARMLESS.has(code)) this.whole = false
  }

  /** Adds what is the same however often it is seen. */
  once(code: Notice['code'], brokerName: string, queueId: number | null, params: Notice['params']): void {
    if (!this.#said.has(JSON.stringify([code, brokerName, queueId]))) this.add(code, brokerName, queueId, params)
  }

  /** A stretch of a queue that holds no readable message. */
  finding(brokerName: string, queueId: number, finding: QueueFinding, isCompacted: boolean): void {
    const range = { from: Number(finding.from), to: Number(finding.to), offsets: Number(finding.to - finding.from) }
    if (finding.kind === 'unreadable') this.add('unreadable', brokerName, queueId, { ...range, reason: finding.reason })
    else if (finding.kind === 'beyond') this.add('short-answer', brokerName, queueId, range)
    else if (finding.kind === 'gap' && isCompacted) this.add('compacted', brokerName, queueId, range)
    else this.add('range-deleted', brokerName, queueId, range)
  }

  /** What was not said yet. */
  take(): Notice[] {
    const fresh = [...this.#said.values()].filter((one) => one.isNew)
    for (const one of fresh) one.isNew = false
    return fresh.map((one) => one.notice)
  }
}

/** Compaction leaves holes on purpose; a read from disk is only slower. */
const HARMLESS: ReadonlySet<Notice['code']> = new Set(['compacted', 'cold-read'])

function joined(before: Notice['params'], now: Notice['params']): Notice['params'] {
  const sum = (name: string) => Number(before[name] ?? 0) + Number(now[name] ?? 0)
  return {
    ...now,
    ...('from' in now ? { from: Math.min(Number(before.from), Number(now.from)) } : {}),
    ...('to' in now ? { to: Math.max(Number(before.to), Number(now.to)) } : {}),
    ...('offsets' in now ? { offsets: sum('offsets') } : {}),
    ...('messages' in now ? { messages: sum('messages') } : {}),
  }
}

/** Where a search stands, for its cursor. */
export function placeOf(
  { brokers, notices }: { brokers: readonly BrokerSearch[]; notices: Notices },
  found: number,
): SearchPlace {
  return {
    scanned: brokers.reduce((sum, broker) => sum + broker.scanned, 0),
    found,
    whole: notices.whole,
    brokers: brokers.map(({ of, readers, scanned, voice }) => ({
      brokerName: voice.brokerName,
      scanned,
      of,
      queues: readers.map((reader) => reader.place),
    })),
  }
}

export function progressOf(brokers: readonly BrokerSearch[], found: number): Progress {
  return {
    kind: 'progress',
    scanned: brokers.reduce((sum, broker) => sum + broker.scanned, 0),
    of: totalOf(brokers),
    found,
    brokers: brokers.map(({ failed, of, readers, scanned, voice }) => ({
      brokerName: voice.brokerName,
      scanned,
      of: of === null ? null : Math.max(of, scanned),
      done: readers.every((reader) => reader.place.state !== 'open'),
      fromReplica: voice.fromReplica,
      failed: [...failed, ...readers.flatMap(failureOf)],
    })),
  }
}

/** Null as soon as one part is not known. */
export function totalOf(brokers: readonly BrokerSearch[]): number | null {
  return brokers.reduce<number | null>(
    (sum, { of, scanned }) => (sum === null || of === null ? null : sum + Math.max(of, scanned)),
    0,
  )
}

const failureOf = ({ place, queueId, reason }: QueueReader) =>
  place.state === 'failed' ? [{ queueId, reason: reason ?? 'It failed in an earlier part of this search' }] : []
