import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { filterParams } from '@/components/messages/filter-params'
import type { MessageFilters } from '@/components/messages/filters'
import type { TimeRange } from '@/components/messages/time-range'

/** A whole number from 0, as queue ids and offsets are; anything else counts as not given. */
const parseAsCount = createParser<number>({
  parse: (text) => (/^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null),
  serialize: String,
})

export const lookupModes = ['id', 'key', 'offset', 'time', 'live'] as const

/** How the lookup stands in the URL; `pages.messageAt` and `pages.messageSearch` write the same names. */
export const lookupParams = {
  by: parseAsStringLiteral(lookupModes).withDefault('id'),
  id: parseAsString.withDefault(''),
  topic: parseAsString.withDefault(''),
  // Where a message lies: the one that is shown.
  broker: parseAsString.withDefault(''),
  queue: parseAsCount,
  offset: parseAsCount,
  key: parseAsString.withDefault(''),
  ...filterParams('1h'),
}

export interface LookupState extends TimeRange, MessageFilters {
  by: (typeof lookupModes)[number]
  id: string
  topic: string
  broker: string
  queue: number | null
  offset: number | null
  key: string
  order: 'newest' | 'oldest'
}

/** Nothing is chosen: what a new lookup begins with. */
export const noPlace = { broker: '', queue: null, offset: null }

/** The place of a row of a list: the message that is shown beside it. */
export const placeOf = (row: { brokerName: string; queueId: number; queueOffset: number }) => ({
  broker: row.brokerName,
  queue: row.queueId,
  offset: row.queueOffset,
})

/** The API's input when topic, broker, queue and offset are all given; null while one is missing. */
export function offsetInput(cluster: string, { topic, broker, queue, offset }: LookupState) {
  if (topic === '' || broker === '' || queue === null || offset === null) return null
  return { cluster, topic, broker, queueId: queue, offset }
}
