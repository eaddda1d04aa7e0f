import 'server-only'
import { readMessage as endpoint } from '@/lib/contract/messages'
import { implement } from '../implement'
import { truthOfCalls } from '../truth'
import { consumptionOf } from './consumption'
import { findMessage } from './find-message'
import { messageView } from './message-view'

/** What became of older copies is left unknown beyond this many: each may ask every broker for several topics. */
const COPIES_WITH_CONSUMPTION = 4

export const readMessage = implement(endpoint, async ({ ctx, input }) => {
  const { kind, copies, more, outcomes } = await findMessage(ctx, input)
  const consumed = await Promise.all(copies.slice(0, COPIES_WITH_CONSUMPTION).map((copy) => consumptionOf(ctx, copy)))
  return {
    kind,
    items: copies.map((copy, index) => messageView(copy, consumed[index]?.consumption ?? null)),
    more,
    ...truthOfCalls(ctx.now(), [...outcomes, ...consumed.flatMap((c) => c.outcomes)]),
  }
})
