import 'server-only'
import type { z } from 'zod'
import type { ConsumptionState, Evidence } from '@/lib/contract/messages'
import type { Subscription } from '@/server/metrics/state'

/** What is known of one group and one message; offsets are of the message's queue. */
export type ConsumptionFacts = {
  state: 'online' | 'offline' | 'unknown'
  consumeType: 'push' | 'pull' | 'pop' | 'unknown'
  messageModel: 'clustering' | 'broadcasting' | 'unknown'
  /** Of the message's topic; null when the group is not online or does not subscribe to it. */
  subscription: Subscription | null
  tag: string | null
  queueOffset: bigint
  /** null = the broker did not say. */
  committedOffset: bigint | 'never' | null
  /** The broker is silent: the committed offset is its last good one, a lower bound. */
  stale: boolean
}

export type CopyPlace = { brokerName: string; queueId: number; queueOffset: bigint; reconsumeTimes: number }

/**
 * Copies of the message that the group's failures made: dead letters, retries delivered to its retry topics, retries
 * that wait for their turn. `failure`: somebody did not answer, so copies may be missing.
 */
export type RetryCopies = {
  failure: string | null
  dead?: CopyPlace[]
  retries?: Array<CopyPlace & { committedOffset: bigint | null }>
  waiting?: CopyPlace[]
}

export type Verdict = { state: z.infer<typeof ConsumptionState>; evidence: z.infer<typeof Evidence>[] }

/**
 * What became of a message for a group, with the facts it rests on. `copies` null = not asked: then `passed` means "the
 * retry and dead-letter topics must still be asked". Never `consumed`: only a trace proves that.
 */
export function consumptionState(facts: ConsumptionFacts, copies: RetryCopies | null): Verdict {
  const { committedOffset, queueOffset, state } = facts
  if (facts.messageModel === 'broadcasting') {
    return { state: 'broadcasting', evidence: [{ kind: 'ownOffsets' }] }
  }
  const filter = facts.subscription && excludingFilter(facts.subscription, facts.tag)
  if (filter !== null) {
    const { tag } = facts
    const why: Verdict['evidence'][number] =
      tag === null ? { kind: 'noTag', filter } : { kind: 'otherTag', tag, filter }
    return { state: 'filtered-out', evidence: [why] }
  }
  if (committedOffset === null) return { state: 'unknown', evidence: [{ kind: 'offsetUnknown' }] }
  if (committedOffset === 'never') {
    return { state: state === 'offline' ? 'offline' : 'unknown', evidence: [{ kind: 'neverCommitted' }] }
  }
  const offsets = { committed: Number(committedOffset), at: Number(queueOffset) }
  const place = { kind: 'committed', ...offsets } as const
  if (committedOffset > queueOffset) return afterCommit(facts, place, copies)
  if (facts.stale) return { state: 'unknown', evidence: [{ kind: 'lastKnown', ...offsets }] }
  if (state === 'unknown') return { state: 'unknown', evidence: [place, { kind: 'clientsUnknown' }] }
  return { state: state === 'online' ? 'pending' : 'offline', evidence: [place] }
}

function afterCommit(facts: ConsumptionFacts, place: Verdict['evidence'][number], copies: RetryCopies | null): Verdict {
  const { dead = [], retries = [], waiting = [], failure = null } = copies ?? {}
  const grave = dead.at(0)
  if (grave) return { state: 'dead-lettered', evidence: [{ kind: 'deadLetter', ...where(grave) }] }
  const open = retries.find((copy) => copy.committedOffset === null || copy.committedOffset <= copy.queueOffset)
  if (open) return { state: 'retrying', evidence: [{ kind: 'retryAt', ...where(open) }] }
  const delivered = retries.reduce((most, copy) => Math.max(most, copy.reconsumeTimes), 0)
  const next = waiting.find((copy) => copy.reconsumeTimes > delivered)
  if (next) return { state: 'retrying', evidence: [{ kind: 'retryWaits', times: next.reconsumeTimes }] }
  if (failure !== null) return { state: 'unknown', evidence: [place, { kind: 'retriesUnknown', why: failure }] }
  const evidence = [place]
  if (delivered > 0) evidence.push({ kind: 'retried', times: delivered })
  if (facts.consumeType === 'pop') evidence.push({ kind: 'popInFlight' })
  return { state: 'passed', evidence }
}

/** The filter's text when a TAG subscription keeps a message with this tag from the group; a SQL filter cannot be told. */
function excludingFilter({ expression, expressionType }: Subscription, tag: string | null): string | null {
  if (expressionType !== 'TAG') return null
  const tags = expression.split('||').map((part) => part.trim())
  if (expression.trim() === '' || tags.includes('*')) return null
  return tag !== null && tags.includes(tag) ? null : expression
}

const where = ({ brokerName, queueId, queueOffset, reconsumeTimes }: CopyPlace) => ({
  broker: brokerName,
  queueId,
  offset: Number(queueOffset),
  times: reconsumeTimes,
})
