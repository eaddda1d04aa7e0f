import 'server-only'
import { type Endpoint, pathParams } from '@/lib/contract/endpoint'
import type { AuditEntry } from '@/server/audit/audit-log'
import { type WriteContext, withAuditRow } from '@/server/audit/write-context'
import { DriverError } from '@/server/rocketmq/errors.ts'
import type { AuditOutcome } from '@/server/store/audit-rows'
import type { JsonObject } from '@/server/store/json'
import { StoreError } from '@/server/store/store-error'
import { ServiceError } from './errors'
import type { CallContext } from './implement'
import { writeFailureOf } from './write-outcome'

/** The audit row of a call, for its verb. */
export type Audited = {
  /** Number of the row: a job keeps it. */
  readonly id: number
  readonly actor: string
  /** Adds to the row's result: what was done where. Never a message body, never a secret. */
  note(details: JsonObject): void
}

/**
 * Runs `work` with an audit row around it: the intent is on the disk before, the outcome after. Without the intent
 * nothing runs (`store-failed`).
 */
export async function withAudit<R>(
  endpoint: Endpoint,
  call: CallContext,
  input: Record<string, unknown>,
  work: (audited: Audited) => Promise<R>,
): Promise<R> {
  if (!call.caller) throw new Error(`${endpoint.id} is audited and was called for nobody`)
  const actor = call.caller.address
  const entry = await beginRow(endpoint, call, actor, input)
  const context: WriteContext = { auditId: entry.id, writesSent: 0 }
  let result: JsonObject = {}
  const note = (details: JsonObject) => {
    result = { ...result, ...details }
  }
  try {
    const answer = await withAuditRow(context, () => work({ id: entry.id, actor, note }))
    if (isStream(answer)) return finishedAfter(answer, (outcome, more) => entry.finish(outcome, { ...result, ...more }))
    await entry.finish('done', result)
    return answer
  } catch (error) {
    await entry.finish(outcomeOf(error, context.writesSent), { ...result, error: errorOf(error) })
    throw error
  }
}

type Streamed = { bytes: AsyncIterable<Uint8Array> }

const isStream = (answer: unknown): answer is Streamed =>
  typeof answer === 'object' &&
  answer !== null &&
  'bytes' in answer &&
  typeof answer.bytes === 'object' &&
  answer.bytes !== null &&
  Symbol.asyncIterator in answer.bytes

/** The same answer, whose row gets its outcome when the last of it was taken, or nobody takes it any more. */
function finishedAfter<R>(
  answer: R & Streamed,
  finish: (outcome: AuditOutcome, more: JsonObject) => Promise<void>,
): R & Streamed {
  const parts = answer.bytes[Symbol.asyncIterator]()
  let sentBytes = 0
  const bytes: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => bytes,
    async next() {
      try {
        const part = await parts.next()
        if (part.done) await finish('done', { sentBytes })
        else sentBytes += part.value.length
        return part
      } catch (error) {
        await finish('failed', { sentBytes, error: errorOf(error) })
        throw error
      }
    },
    async return() {
      await parts.return?.()
      await finish('failed', { sentBytes, error: { message: 'whoever asked went away before the end' } })
      return { done: true, value: undefined }
    },
  }
  return { ...answer, bytes }
}

async function beginRow(
  endpoint: Endpoint,
  call: CallContext,
  actor: string,
  input: Record<string, unknown>,
): Promise<AuditEntry> {
  try {
    return await call.audit.begin({
      requestId: call.requestId,
      actor,
      actorAddress: actor,
      cluster: typeof input.cluster === 'string' ? input.cluster : null,
      action: endpoint.audit!,
      target: targetOf(endpoint, input),
      intent: intentOf(endpoint, input),
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new ServiceError(
      'store-failed',
      `Nothing was done: it could not be written to the audit log first. ${error.message}`,
      { cause: error },
    )
  }
}

/** `topics/orders/messages` of `/api/v1/clusters/{cluster}/topics/{topic}/messages`, names as they are. */
function targetOf(endpoint: Endpoint, input: Record<string, unknown>): string {
  const own = endpoint.path.replace(/^\/api\/v1\/(?:clusters\/\{cluster\}\/?)?/, '')
  return own.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]))
}

/** Path, query, and of the body the fields that the contract lets be seen. */
function intentOf(endpoint: Endpoint, input: Record<string, unknown>): JsonObject {
  const query = Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {})
  const shown = [...pathParams(endpoint), ...query, ...(endpoint.auditFields ?? [])]
  const picked = Object.fromEntries(shown.filter((name) => name !== 'cluster').map((name) => [name, input[name]]))
  // JSON has no bigint, and leaves out what is undefined.
  return JSON.parse(JSON.stringify(picked, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
}

/**
 * What is known of a call that failed. No request that changes something was let through: nothing has changed. One was:
 * what the broker said, or that it never got it. Anything else is not known.
 */
function outcomeOf(error: unknown, writesSent: number): AuditOutcome {
  if (writesSent === 0) return 'failed'
  const cause = error instanceof ServiceError ? error.cause : error
  if (writesSent > 1) return null
  return ({ refused: 'refused', 'never-arrived': 'failed', unknown: null } as const)[writeFailureOf(cause)]
}

function errorOf(error: unknown): JsonObject {
  if (error instanceof ServiceError) return { code: error.code, message: error.message }
  // A fault of the console itself: its text may hold anything, and stands in the log under the request's id.
  return error instanceof DriverError ? { code: error.kind, message: error.message } : { code: 'internal' }
}
