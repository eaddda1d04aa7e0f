import 'server-only'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { findWithoutTopic } from '../find-message'
import type { StoredCopy } from '../message-row'

/** The one message at an offset message ID; what is done with it must not be done with another copy of its unique id. */
export async function readOneMessage(ctx: VerbContext, messageId: string): Promise<StoredCopy> {
  const found = await findWithoutTopic(ctx, messageId)
  if (found.kind !== 'somewhere') return found.copies[0]!
  const detail = `messageId: ${found.id} is a client's message ID, which may name several copies; give the offset message ID of one`
  throw new ServiceError('invalid-input', detail, {
    params: { messageId: found.id },
    inputErrors: [{ path: 'messageId', message: 'is not an offset message ID' }],
  })
}
