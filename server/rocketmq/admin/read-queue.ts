import { BadReply } from '../errors.ts'
import type { MessagesBody } from '../requests/messages-body.ts'
import type { WireMessage } from '../wire/message-codec.ts'

/** What reading needs of an answer to PULL_MESSAGE. */
export type PullReply = {
  address: string
  outcome: 'found' | 'no-new' | 'no-match' | 'offset-illegal'
  header: { nextBeginOffset: bigint; minOffset: bigint; maxOffset: bigint; offsetDelta?: bigint | undefined }
  body: MessagesBody
}

/** One PULL_MESSAGE of a queue that is already chosen. */
export type Pull = (offset: bigint, maxMessages: number) => Promise<PullReply>

/**
 * What a reader must know beside the messages. `deleted`: below the queue's first offset. `gap`: inside its range nothing
 * is stored there any more (compacted, or its log file is gone). `beyond`: this replica ends before `from`, because the
 * offset was never written or its copy is behind. `unreadable`: a record that is no message.
 */
export type QueueFinding =
  | { kind: 'deleted' | 'gap' | 'beyond'; from: bigint; to: bigint }
  | { kind: 'unreadable'; from: bigint; to: bigint; reason: string }

/** What one pull gave: messages in [from, next) by offset, and where reading goes on (`next` > from, at most `end`). */
export type QueueStep = {
  messages: WireMessage[]
  next: bigint
  minOffset: bigint
  maxOffset: bigint
  findings: QueueFinding[]
}

/** The most that a broker gives for one pull from memory (maxTransferCountOnMessageInMemory, all versions). */
export const MAX_PULL = 32
const ATTEMPTS = 3

/**
 * Reads on from `from`, towards `end` (exclusive). A short batch is no end: go on at `next`.
 *
 * - Found, but later than asked: what lies between is a gap. A record that begins below `from` is an inner batch, which
 *   belongs to the reader of its first offset.
 * - Below the first offset (21): on at the first offset. A slave names the asked offset as the next one
 *   (DefaultMessageStore#nextOffsetCorrection), so the range in the header decides.
 * - At or past the last offset (19, 21): this replica has no more.
 * - No match, or nothing inside the range (20, 19): a hole, on at the offset the broker names.
 * - Bytes that are no message: what comes before them counts; they are asked for alone, and only one offset is given up.
 *
 * A broker that names no later offset is asked again, then `BadReply`.
 */
export async function readQueueStep(pull: Pull, from: bigint, end: bigint, most = MAX_PULL): Promise<QueueStep> {
  const asked = Math.min(most, MAX_PULL, Number(end - from))
  for (let attempt = 1; ; attempt++) {
    const reply = await pull(from, asked)
    const step = reply.outcome === 'found' ? foundStep(reply, from, end, asked) : emptyStep(reply, from, end)
    if (step === 'alone') return readAlone(pull, from, end)
    if (step !== null) return step
    if (attempt === ATTEMPTS) {
      throw new BadReply({
        address: reply.address,
        reason: `PULL_MESSAGE: ${reply.outcome}, and does not go on from offset ${from}`,
      })
    }
  }
}

/** Reads [from, end) to its end: short pulls go on. For windows that fit in memory. */
export async function readQueueWindow(
  pull: Pull,
  from: bigint,
  end: bigint,
): Promise<QueueStep & { steps: number; largestStep: number }> {
  const messages: WireMessage[] = []
  const findings: QueueFinding[] = []
  let steps = 0
  let largestStep = 0
  let next = from
  let range = { minOffset: 0n, maxOffset: 0n }
  while (next < end) {
    const step = await readQueueStep(pull, next, end)
    for (const message of step.messages) messages.push(message)
    findings.push(...step.findings)
    range = { minOffset: step.minOffset, maxOffset: step.maxOffset }
    steps += 1
    largestStep = Math.max(largestStep, step.messages.length)
    next = step.next
  }
  return { messages, findings, next, ...range, steps, largestStep }
}

function foundStep(reply: PullReply, from: bigint, end: bigint, asked: number): QueueStep | 'alone' | null {
  const { messages: stored, rest } = reply.body
  const delta = reply.header.offsetDelta ?? 0n
  const messages: WireMessage[] = []
  const findings: QueueFinding[] = []
  let next = from
  for (const message of stored) {
    const queueOffset = message.queueOffset + delta
    const after = queueOffset + offsetsOf(message)
    if (queueOffset >= end) break
    // Offsets within an answer ascend: what begins below `next` was given with its first offset.
    if (queueOffset >= next) {
      if (queueOffset > next) findings.push({ kind: 'gap', from: next, to: queueOffset })
      messages.push(delta === 0n ? message : { ...message, queueOffset })
    }
    next = max(next, min(after, end))
  }
  const range = rangeOf(reply)
  if (rest !== undefined) {
    if (messages.length > 0) return { messages, findings, next, ...range }
    if (asked > 1) return 'alone'
    findings.push({ kind: 'unreadable', from, to: from + 1n, reason: rest.reason })
    return { messages, findings, next: from + 1n, ...range }
  }
  const told = min(reply.header.nextBeginOffset, end)
  if (told > next) {
    findings.push({ kind: 'gap', from: next, to: told })
    next = told
  }
  return next > from ? { messages, findings, next, ...range } : null
}

/** One offset, so that bytes that are no message cost no more than it. */
async function readAlone(pull: Pull, from: bigint, end: bigint): Promise<QueueStep> {
  return readQueueStep(pull, from, min(from + 1n, end), 1)
}

function emptyStep(reply: PullReply, from: bigint, end: bigint): QueueStep | null {
  const { minOffset, maxOffset } = reply.header
  const range = rangeOf(reply)
  const jump = (kind: 'deleted' | 'gap' | 'beyond', to: bigint): QueueStep => ({
    messages: [],
    next: to,
    findings: [{ kind, from, to }],
    ...range,
  })
  if (from >= maxOffset) return jump('beyond', end)
  if (from < minOffset) return jump('deleted', min(minOffset, end))
  const told = min(reply.header.nextBeginOffset, end)
  return told > from ? jump('gap', told) : null
}

const INNER_BATCH = 0x80

/** Queue offsets that one record takes: the messages of an inner batch share it (property INNER_NUM, BatchConsumeQueue). */
function offsetsOf(message: WireMessage): bigint {
  if ((message.sysFlag & INNER_BATCH) === 0) return 1n
  const count = message.properties.findLast(([name]) => name === 'INNER_NUM')?.[1] ?? ''
  return /^[1-9]\d{0,9}$/.test(count) ? BigInt(count) : 1n
}

const rangeOf = ({ header }: PullReply) => ({ minOffset: header.minOffset, maxOffset: header.maxOffset })
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
