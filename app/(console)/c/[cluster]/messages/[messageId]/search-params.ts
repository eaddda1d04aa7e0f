import { parseAsString } from 'nuqs/server'

/** `topic` as the API takes it; `copy`: which of several stored copies is open, by its offset message ID. */
export const messageParams = { topic: parseAsString, copy: parseAsString }

/** The API's input: the page's prefetch and the view's hook share it. */
export function messageInput(cluster: string, messageId: string, topic: string | null) {
  return topic === null || topic === '' ? { cluster, messageId } : { cluster, messageId, topic }
}
