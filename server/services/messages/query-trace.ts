import 'server-only'
import type { z } from 'zod'
import type { MessageNotice } from '@/lib/contract/message-search'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { iso, type Side } from '@/server/metrics/sides'
import { queryIndex } from '@/server/rocketmq/admin/query-index.ts'
import { decompressBody, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { decodeTraceRecords } from '@/server/rocketmq/wire/trace-records.ts'
import type { VerbContext } from '../implement'
import { askBrokerName } from './ask-broker-name'
import { capOf, noticesOf } from './index-notices'
import { isOf, type SeenRecord } from './trace-of-records'

/** Java clients send at most 128,000 characters a message (AsyncTraceDispatcher#maxMsgSize, all versions). */
const MAX_BODY_BYTES = 1024 * 1024
/** Trace messages read from one broker; a message has two for each attempt of each group at most. */
const MAX_MESSAGES = 5_000
/** Read from the queues of one broker, where one second holds more trace messages of an id than its index tells. */
const MAX_SCANNED = 100_000

export type TraceFound = {
  seen: SeenRecord[]
  /** Records of the message's trace messages in no known form. */
  unreadable: number
  outcomes: TargetOutcome[]
  notices: z.infer<typeof MessageNotice>[]
}

/** Every trace record of a message on these brokers, from the index of the trace topic, beyond the cap of one answer. */
export async function queryTrace(
  ctx: VerbContext,
  sides: readonly Side[],
  traceTopic: string,
  messageId: string,
): Promise<TraceFound> {
  const answers = await Promise.all(
    sides.map(({ brokerName, state }) =>
      askBrokerName(ctx, brokerName, (address) =>
        readBroker(ctx, address, {
          topic: traceTopic,
          key: messageId,
          queues: state.topics.value?.get(traceTopic)?.readQueues ?? 1,
        }),
      ),
    ),
  )
  return {
    seen: answers.flatMap(({ value }) => value?.seen ?? []),
    unreadable: answers.reduce((sum, { value }) => sum + (value?.unreadable ?? 0), 0),
    outcomes: answers.flatMap(({ outcomes }) => outcomes),
    notices: answers.flatMap(({ brokerName, value, replica }) =>
      value ? [...noticesOf(brokerName, value.index, replica), ...cutAt(brokerName, value.index.completeAfter)] : [],
    ),
  }
}

async function readBroker(ctx: VerbContext, address: string, question: { topic: string; key: string; queues: number }) {
  // Records only: a trace message holds those of many others, and a body would hold the whole answer it came in.
  const seen: SeenRecord[] = []
  let unreadable = 0
  let messages = 0
  const take = (message: WireMessage) => {
    messages += 1
    const read = readTraceMessage(message, question.key)
    seen.push(...read.seen)
    unreadable += read.unreadable
  }
  const index = await queryIndex(
    ctx.cluster.client,
    address,
    { ...question, from: 0n, to: null, cap: capOf(ctx, address), maxScanned: MAX_SCANNED },
    take,
    () => messages >= MAX_MESSAGES,
    ctx.signal,
  )
  return { seen, unreadable, index }
}

/** The records of one message in a trace message. */
export function readTraceMessage(message: WireMessage, messageId: string): { seen: SeenRecord[]; unreadable: number } {
  const { body, error, truncated } = decompressBody(message, { maxBytes: MAX_BODY_BYTES })
  if (error !== undefined) return { seen: [], unreadable: 1 }
  const { records, unreadable } = decodeTraceRecords(body)
  const host = message.bornHost.ip
  return {
    seen: records.filter((record) => isOf(record, messageId)).map((record) => ({ record, host })),
    unreadable: unreadable + (truncated ? 1 : 0),
  }
}

function cutAt(brokerName: string, completeAfter: bigint | null): TraceFound['notices'] {
  if (completeAfter === null) return []
  const params = { from: null, to: iso(Number(completeAfter)), reason: `more than ${MAX_MESSAGES} trace messages` }
  return [{ kind: 'notice', code: 'index-capped', brokerName, queueId: null, params }]
}
