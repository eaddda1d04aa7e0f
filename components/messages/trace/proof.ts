import type { MessageCopy } from '../message-copy'
import type { Attempt } from './timeline'

type Entry = NonNullable<MessageCopy['consumption']>[number]

/**
 * "Consumed" where the trace holds a success. Dead-lettered stays: a later attempt gave up. So does broadcasting: one
 * client's success says nothing of the others.
 */
export function withProof(entry: Entry, proof: Attempt | undefined): Entry & { proof?: Attempt } {
  if (proof === undefined || entry.state === 'dead-lettered' || entry.state === 'broadcasting') return entry
  return { ...entry, state: 'consumed', proof }
}
