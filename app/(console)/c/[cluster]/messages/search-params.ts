import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** A whole number from 0, as queue ids and offsets are; anything else counts as not given. */
const parseAsCount = createParser<number>({
  parse: (text) => (/^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null),
  serialize: String,
})

export const lookupModes = ['id', 'offset'] as const

/** How the lookup stands in the URL; `pages.messageAt` writes the same names. */
export const lookupParams = {
  by: parseAsStringLiteral(lookupModes).withDefault('id'),
  id: parseAsString.withDefault(''),
  topic: parseAsString.withDefault(''),
  broker: parseAsString.withDefault(''),
  queue: parseAsCount,
  offset: parseAsCount,
}

export type LookupState = {
  by: (typeof lookupModes)[number]
  id: string
  topic: string
  broker: string
  queue: number | null
  offset: number | null
}

/** The API's input when topic, broker, queue and offset are all given; null while one is missing. */
export function offsetInput(cluster: string, { by, topic, broker, queue, offset }: LookupState) {
  if (by !== 'offset' || topic === '' || broker === '' || queue === null || offset === null) return null
  return { cluster, topic, broker, queueId: queue, offset }
}
