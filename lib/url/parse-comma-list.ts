import { createParser } from 'nuqs/server'

/** A comma-separated choice of known words (`online,offline`), kept as its text; one unknown word makes it not understood. */
export function parseAsCommaList(words: readonly string[]) {
  return createParser<string>({
    parse: (text) => (text.split(',').every((part) => words.includes(part)) ? text : null),
    serialize: String,
  })
}
