import { type MessageIdKind, recogniseMessageId } from '@/lib/domain/message-id'

/** What was found in a pasted text: an id of some kind, and the topic where the text names it. */
export type PastedId = { found: MessageIdKind; topic: string | null }

/**
 * Finds the message id in what a person pastes: the bare id, a page's address, or a line of a log such as a Java client's
 * `SendResult [… msgId=…, offsetMsgId=…, messageQueue=MessageQueue [topic=…]]` (its client id is taken, with the topic).
 * `found.kind` is null when there is none.
 */
export function readPasted(text: string): PastedId {
  const whole = recogniseMessageId(text)
  if (whole.kind !== null || text.trim() === '') return { found: whole, topic: null }
  for (const [run] of text.matchAll(/(?<![0-9a-z])[0-9a-f]{32,56}(?![0-9a-z])/gi)) {
    const found = recogniseMessageId(run)
    if (found.kind !== null) return { found, topic: topicIn(text) }
  }
  return { found: whole, topic: null }
}

/** `topic=orders` of a log line, or of an address, where it is percent-encoded. */
function topicIn(text: string): string | null {
  const inAddress = /[?&]topic=([^&#\s]+)/.exec(text)?.[1]
  if (inAddress !== undefined) {
    try {
      return decodeURIComponent(inAddress)
    } catch {
      return inAddress
    }
  }
  return /\btopic\s*[=:]\s*"?([^\s,\]"]+)/i.exec(text)?.[1] ?? null
}
