import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MESSAGE_MAGIC_V1, type WireMessage } from '../wire/message-codec.ts'
import { findOffsetByTime } from './find-offset-by-time.ts'
import { type Pull, type PullReply, readQueueStep, readQueueWindow } from './read-queue.ts'

type Scripted = {
  outcome?: PullReply['outcome']
  next: number
  min?: number
  max?: number
  at?: number[]
  rest?: string
  delta?: number
}

const message = (offset: number, more: Partial<WireMessage> = {}): WireMessage => ({
  queueId: 0,
  flag: 0,
  queueOffset: BigInt(offset),
  commitLogOffset: 0n,
  sysFlag: 0,
  bornTimestamp: 0n,
  bornHost: { ip: '127.0.0.1', port: 1 },
  storeTimestamp: BigInt(offset),
  storeHost: { ip: '127.0.0.1', port: 1 },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  topic: 't',
  properties: [],
  body: Buffer.alloc(0),
  storedSizeBytes: 100,
  magic: MESSAGE_MAGIC_V1,
  bodyCrc: 0,
  bodyCrcMatches: true,
  ...more,
})

const reply = (
  { outcome, next, min = 0, max = 100, at = [], rest, delta }: Scripted,
  messages = at.map((o) => message(o)),
): PullReply => ({
  address: '127.0.0.1:1',
  outcome: outcome ?? 'found',
  header: {
    nextBeginOffset: BigInt(next),
    minOffset: BigInt(min),
    maxOffset: BigInt(max),
    ...(delta === undefined ? {} : { offsetDelta: BigInt(delta) }),
  },
  body: { messages, ...(rest === undefined ? {} : { rest: { reason: rest, offset: 0 } }) },
})

/** Answers one after the other; the last one again and again. */
function scripted(...replies: PullReply[]): { pull: Pull; asked: Array<[number, number]> } {
  const asked: Array<[number, number]> = []
  return {
    asked,
    pull: async (offset, most) => {
      asked.push([Number(offset), most])
      return replies[Math.min(asked.length, replies.length) - 1]!
    },
  }
}

const step = async (from: number, end: number, ...replies: Scripted[]) => {
  const { asked, pull } = scripted(...replies.map((one) => reply(one)))
  const { findings, messages, next } = await readQueueStep(pull, BigInt(from), BigInt(end))
  return {
    at: messages.map((m) => Number(m.queueOffset)),
    next: Number(next),
    findings: findings.map((f) => [f.kind, Number(f.from), Number(f.to)]),
    asked,
  }
}

test.each<[string, number, number, Scripted[], Partial<Awaited<ReturnType<typeof step>>>]>([
  ['a short batch goes on', 3, 9, [{ at: [3, 4], next: 5 }], { at: [3, 4], next: 5, findings: [] }],
  [
    'never more than what is wanted',
    3,
    5,
    [{ at: [3, 4, 5, 6], next: 7 }],
    { at: [3, 4], next: 5, findings: [], asked: [[3, 2]] },
  ],
  [
    'holes in a batch',
    3,
    9,
    [{ at: [4, 6], next: 7 }],
    {
      at: [4, 6],
      next: 7,
      findings: [
        ['gap', 3, 4],
        ['gap', 5, 6],
      ],
    },
  ],
  ['removed at its end', 3, 9, [{ at: [3], next: 9 }], { at: [3], next: 9, findings: [['gap', 4, 9]] }],
  [
    'nothing below the first offset',
    3,
    9,
    [{ outcome: 'offset-illegal', next: 7, min: 7 }],
    { at: [], next: 7, findings: [['deleted', 3, 7]] },
  ],
  [
    'nor on a slave, which names the asked offset',
    3,
    9,
    [{ outcome: 'offset-illegal', next: 3, min: 7 }],
    { next: 7, findings: [['deleted', 3, 7]] },
  ],
  ['all deleted', 3, 9, [{ outcome: 'offset-illegal', next: 50, min: 50 }], { next: 9, findings: [['deleted', 3, 9]] }],
  [
    'a replica that ends before',
    3,
    9,
    [{ outcome: 'no-new', next: 3, max: 3 }],
    { next: 9, findings: [['beyond', 3, 9]] },
  ],
  [
    'a replica that ends long before',
    3,
    9,
    [{ outcome: 'offset-illegal', next: 0, max: 2 }],
    { next: 9, findings: [['beyond', 3, 9]] },
  ],
  ['no match goes on', 3, 9, [{ outcome: 'no-match', next: 6 }], { next: 6, findings: [['gap', 3, 6]] }],
  [
    'nothing new inside the range: a file is gone',
    3,
    90,
    [{ outcome: 'no-new', next: 60 }],
    { next: 60, findings: [['gap', 3, 60]] },
  ],
  ['no further than wanted', 3, 9, [{ outcome: 'no-match', next: 60 }], { next: 9, findings: [['gap', 3, 9]] }],
  [
    'a static topic',
    103,
    109,
    [{ at: [3, 4], next: 105, max: 200, delta: 100 }],
    { at: [103, 104], next: 105, findings: [] },
  ],
  [
    'asked again when it does not go on',
    3,
    9,
    [
      { outcome: 'no-match', next: 3 },
      { at: [3], next: 4 },
    ],
    { at: [3], next: 4, findings: [] },
  ],
  ['before unreadable bytes', 3, 9, [{ at: [3], next: 9, rest: 'unknown magic' }], { at: [3], next: 4, findings: [] }],
  [
    'unreadable bytes cost one offset',
    3,
    9,
    [{ next: 9, rest: 'unknown magic' }],
    {
      at: [],
      next: 4,
      findings: [['unreadable', 3, 4]],
      asked: [
        [3, 6],
        [3, 1],
      ],
    },
  ],
  [
    'unreadable only when asked with others',
    3,
    9,
    [
      { next: 9, rest: 'bad' },
      { at: [3], next: 4 },
    ],
    { at: [3], next: 4, findings: [] },
  ],
])('%s', async (_, from, end, replies, wanted) => {
  expect(await step(from, end, ...replies)).toMatchObject(wanted)
})

test('a broker that never goes on is a bad reply, and no endless loop', async () => {
  const { asked, pull } = scripted(reply({ outcome: 'no-match', next: 3 }))
  await expect(readQueueStep(pull, 3n, 9n)).rejects.toThrow('does not go on from offset 3')
  expect(asked).toHaveLength(3)
})

test('an inner batch is read with its first offset, and its other offsets are no gap', async () => {
  const batch = message(4, { sysFlag: 0x80, properties: [['INNER_NUM', '3']] })
  const { pull } = scripted(reply({ next: 8 }, [batch, message(7)]))
  const whole = await readQueueStep(pull, 4n, 8n)
  expect([whole.messages.map((m) => m.queueOffset), whole.findings]).toEqual([[4n, 7n], []])
  const rest = await readQueueStep(pull, 5n, 8n)
  expect([rest.messages.map((m) => m.queueOffset), rest.findings]).toEqual([[7n], []])
})

test('a window is read to its end through short batches', async () => {
  const { asked, pull } = scripted(
    reply({ at: [10, 11], next: 12 }),
    reply({ at: [12], next: 13 }),
    reply({ at: [13, 14, 15], next: 16 }),
  )
  const window = await readQueueWindow(pull, 10n, 15n)
  expect(window.messages.map((m) => Number(m.queueOffset))).toEqual([10, 11, 12, 13, 14])
  expect(asked).toEqual([
    [10, 5],
    [12, 3],
    [13, 2],
  ])
  expect(window).toMatchObject({ steps: 3, largestStep: 2, next: 15n })
})

test('the first offset at or after a time is exact whatever the broker guesses', async () => {
  const times = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 })
    .map((list) => list.sort((a, b) => a - b))
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.nat(41),
      fc.integer({ min: -5, max: 80 }),
      fc.integer({ min: 1, max: 4 }),
      async (stored, time, guess, stride) => {
        // Offsets with holes in between, from 5 on.
        const at = stored.map((storedAt, index) => message(5 + index * stride, { storeTimestamp: BigInt(storedAt) }))
        const max = 5 + stored.length * stride
        const pull: Pull = async (offset, most) => {
          const batch = at.filter((m) => m.queueOffset >= offset).slice(0, most)
          const next = batch.length > 0 ? Number(batch.at(-1)!.queueOffset) + 1 : max
          return reply({ outcome: batch.length > 0 ? 'found' : 'no-match', next, min: 5, max }, batch)
        }
        const found = await findOffsetByTime(pull, { min: 5n, max: BigInt(max) }, BigInt(time), BigInt(guess))
        expect(at.filter((m) => m.queueOffset < found).every((m) => m.storeTimestamp < BigInt(time))).toBe(true)
        expect(at.filter((m) => m.queueOffset >= found).every((m) => m.storeTimestamp >= BigInt(time))).toBe(true)
      },
    ),
  )
})

test('a right guess costs one pull', async () => {
  const { asked, pull } = scripted(reply({ at: [49, 50], next: 51 }))
  expect(await findOffsetByTime(pull, { min: 0n, max: 100n }, 50n, 50n)).toBe(50n)
  expect(asked).toEqual([[49, 2]])
})
