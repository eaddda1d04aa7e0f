import { createParser, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { filterNames } from './filters'
import { type RangeName, rangeNames } from './time-range'

/** A moment, ISO 8601 UTC to the millisecond. */
const parseAsMoment = createParser<string>({
  parse: (text) => parseAsIsoDateTime.parse(text)?.toISOString() ?? null,
  serialize: String,
})

/** How a range, what its messages must have, and their order stand in the URL; without a range it is `range`. */
export const filterParams = (range: RangeName) => ({
  range: parseAsStringLiteral(rangeNames).withDefault(range),
  from: parseAsMoment.withDefault(''),
  to: parseAsMoment.withDefault(''),
  tag: parseAsString.withDefault(''),
  where: parseAsStringLiteral(filterNames).withDefault('text'),
  is: parseAsString.withDefault(''),
  order: parseAsStringLiteral(['newest', 'oldest'] as const).withDefault('newest'),
})
