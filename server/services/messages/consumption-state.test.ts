import { expect, test } from 'vitest'
import { type ConsumptionFacts, consumptionState, type RetryCopies } from './consumption-state'

const facts: ConsumptionFacts = {
  state: 'online',
  consumeType: 'push',
  messageModel: 'clustering',
  subscription: { topic: 't', expressionType: 'TAG', expression: '*' },
  tag: 'paid',
  queueOffset: 10n,
  committedOffset: 11n,
  stale: false,
}
const tagged = (expression: string, expressionType = 'TAG') => ({ topic: 't', expressionType, expression })
const at = (queueOffset: bigint, reconsumeTimes: number) => ({
  brokerName: 'broker-a',
  queueId: 0,
  queueOffset,
  reconsumeTimes,
})
const none: RetryCopies = { failure: null }

test.each<[string, Partial<ConsumptionFacts>, RetryCopies | null, string]>([
  ['offset beyond', {}, none, 'passed'],
  ['offset just at it', { committedOffset: 10n }, none, 'pending'],
  ['at it, nobody there', { committedOffset: 10n, state: 'offline' }, none, 'offline'],
  ['at it, clients unknown', { committedOffset: 10n, state: 'unknown' }, none, 'unknown'],
  ['at it, broker silent', { committedOffset: 10n, stale: true }, none, 'unknown'],
  ['beyond, broker silent: offsets only grow', { stale: true }, none, 'passed'],
  ['beyond, now offline', { state: 'offline' }, none, 'passed'],
  ['offset not known', { committedOffset: null }, none, 'unknown'],
  ['never committed, online', { committedOffset: 'never' }, none, 'unknown'],
  ['never committed, offline', { committedOffset: 'never', state: 'offline' }, none, 'offline'],
  ['broadcasting', { messageModel: 'broadcasting' }, none, 'broadcasting'],
  ['other tag', { subscription: tagged('created || shipped') }, none, 'filtered-out'],
  ['one of its tags', { subscription: tagged('created || paid') }, none, 'passed'],
  ['no tag, tags wanted', { tag: null, subscription: tagged('paid') }, none, 'filtered-out'],
  ['SQL cannot be told', { subscription: tagged("TAGS = 'x'", 'SQL92') }, none, 'passed'],
  ['retries not asked, an answer missing', {}, { failure: 'broker-b: no reply' }, 'unknown'],
  ['dead letter', {}, { failure: null, dead: [at(3n, 16)] }, 'dead-lettered'],
  ['dead letter found though a broker failed', {}, { failure: 'x', dead: [at(3n, 16)] }, 'dead-lettered'],
  ['open retry', {}, { failure: null, retries: [{ ...at(5n, 1), committedOffset: 5n }] }, 'retrying'],
  ['retry, offset unknown', {}, { failure: null, retries: [{ ...at(5n, 1), committedOffset: null }] }, 'retrying'],
  ['retry passed', {}, { failure: null, retries: [{ ...at(5n, 1), committedOffset: 6n }] }, 'passed'],
  [
    'retry passed, the next one waits',
    {},
    { failure: null, retries: [{ ...at(5n, 1), committedOffset: 6n }], waiting: [at(0n, 1), at(1n, 2)] },
    'retrying',
  ],
  [
    'every waiting retry was delivered and passed',
    {},
    { failure: null, retries: [{ ...at(5n, 1), committedOffset: 6n }], waiting: [at(0n, 1)] },
    'passed',
  ],
])('%s', (_, given, copies, state) => {
  const verdict = consumptionState({ ...facts, ...given }, copies)
  expect(verdict.state).toBe(state)
  expect(verdict.evidence).not.toEqual([])
})

test.each<[string, Partial<ConsumptionFacts>, RetryCopies, unknown]>([
  ['passed', {}, none, [{ kind: 'committed', committed: 11, at: 10 }]],
  [
    'passed after retries, popped',
    { consumeType: 'pop' },
    { failure: null, retries: [{ ...at(5n, 2), committedOffset: 6n }] },
    [{ kind: 'committed', committed: 11, at: 10 }, { kind: 'retried', times: 2 }, { kind: 'popInFlight' }],
  ],
  [
    'dead letter',
    {},
    { failure: null, dead: [at(3n, 16)] },
    [{ kind: 'deadLetter', broker: 'broker-a', queueId: 0, offset: 3, times: 16 }],
  ],
  [
    'a broker that did not say whether it has retries',
    {},
    { failure: 'broker-b: no reply' },
    [
      { kind: 'committed', committed: 11, at: 10 },
      { kind: 'retriesUnknown', why: 'broker-b: no reply' },
    ],
  ],
  ['broker silent', { committedOffset: 10n, stale: true }, none, [{ kind: 'lastKnown', committed: 10, at: 10 }]],
  ['no tag', { tag: null, subscription: tagged('paid') }, none, [{ kind: 'noTag', filter: 'paid' }]],
])('the facts of a verdict: %s', (_, given, copies, evidence) => {
  expect(consumptionState({ ...facts, ...given }, copies).evidence).toEqual(evidence)
})
