import type { OutputOf } from '@/lib/contract/endpoint'
import type { readMessage } from '@/lib/contract/messages'

/** One stored copy of a message, as the API gives it. */
export type MessageCopy = OutputOf<typeof readMessage>['items'][number]
