import 'server-only'
import { listResent as endpoint } from '@/lib/contract/dead-letters'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind.ts'
import { iso } from '@/server/metrics/sides'
import { readItemsOfSource } from '@/server/store/ledger'
import { ServiceError } from '../errors'
import { implement } from '../implement'

const MAX_OFFSETS = 1_000

export const listResent = implement(endpoint, async ({ ctx, input }) => {
  const { broker, fromOffset, queueId, toOffset } = input
  if (toOffset <= fromOffset || toOffset - fromOffset > MAX_OFFSETS) {
    const message = `must be 1 to ${MAX_OFFSETS} after fromOffset ${fromOffset}; ${toOffset} was given`
    throw new ServiceError('invalid-input', `toOffset: ${message}`, { inputErrors: [{ path: 'toOffset', message }] })
  }
  const source = { topic: `${DLQ_PREFIX}${input.group}`, broker, queueId, fromOffset, toOffset }
  const items = await readItemsOfSource(ctx.store, ctx.cluster.id, source)
  return {
    items: items.map(({ error, intendedAt, jobId, messageId, settledAt, source: { offset }, state, target }) => ({
      queueOffset: offset,
      jobId,
      state,
      at: iso(settledAt ?? intendedAt),
      messageId,
      target,
      error,
    })),
    asOf: iso(ctx.now()),
  }
})
