import 'server-only'
import { readTrace as endpoint } from '@/lib/contract/traces'
import { recogniseMessageId, WHAT_AN_ID_IS } from '@/lib/domain/message-id.ts'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { checkEmpty, whyEmpty } from './empty-trace'
import { findMessage } from './find-message'
import { uniqueIdOf } from './message-row'
import { queryTrace, type TraceFound } from './query-trace'
import { traceOfRecords } from './trace-of-records'

/**
 * What clients recorded of a message, from every broker that has the trace topic, and from those of which it is not known
 * yet. Where nothing is found the answer says why.
 */
export const readTrace = implement(endpoint, async ({ ctx, input }) => {
  const { topic, traceTopic } = input
  const messageId = await uniqueIdNamedBy(ctx, input.messageId)
  const { sides } = ctx.cluster.model(ctx.now())
  const without = sides.filter(({ state }) => state.topics.value !== null && !state.topics.value.has(traceTopic))
  const asked = sides.filter((side) => !without.includes(side))
  const found = await inEitherCase(messageId, (id) => queryTrace(ctx, asked, traceTopic, id))
  const trace = traceOfRecords(found.seen, found.messageId)
  const isEmpty = trace.records === 0
  const checks = isEmpty
    ? await checkEmpty(ctx, { with: asked, without }, { messageId: found.messageId, topic, traceTopic })
    : null
  const failed = found.outcomes.some(({ reason }) => reason !== null)
  return {
    messageId: found.messageId,
    traceTopic,
    ...trace,
    topic: trace.topic ?? topic ?? null,
    unreadable: found.unreadable,
    emptyBecause:
      checks && whyEmpty({ messageId: found.messageId, checks, failed, unreadable: found.unreadable, now: ctx.now() }),
    checks,
    notices: found.notices,
    ...truthOfCalls(ctx.now(), found.outcomes),
  }
})

/** Clients print upper case and brokers compare by case; a person may have typed the other. */
async function inEitherCase(
  messageId: string,
  ask: (id: string) => Promise<TraceFound>,
): Promise<TraceFound & { messageId: string }> {
  const found = await ask(messageId)
  const upper = messageId.toUpperCase()
  if (found.seen.length > 0 || upper === messageId) return { messageId, ...found }
  return { messageId: upper, ...(await ask(upper)) }
}

/** Records carry the client's id: an offset message ID of this cluster is turned into that of the message it names. */
async function uniqueIdNamedBy(ctx: VerbContext, messageId: string): Promise<string> {
  const recognised = recogniseMessageId(messageId)
  if (recognised.kind === null) {
    throw new ServiceError('malformed-message-id', `"${messageId}" is not a message ID: ${recognised.reason}`, {
      params: { messageId, reason: recognised.reason, expected: WHAT_AN_ID_IS },
    })
  }
  if (recognised.kind !== 'offset-or-unique') return recognised.id
  try {
    const { kind, copies } = await findMessage(ctx, { messageId: recognised.id })
    // A message without a unique id is recorded by its offset message ID.
    return (kind === 'offset' && copies[0] && uniqueIdOf(copies[0].message)) || recognised.id
  } catch (error) {
    if (error instanceof ServiceError && CLIENTS_ID.includes(error.code)) return recognised.id
    throw error
  }
}

/** How `findMessage` says that the digits are no place in this cluster, so they are a client's id. */
const CLIENTS_ID = ['address-outside-cluster', 'message-not-found', 'topic-required']
