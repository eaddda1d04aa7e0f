interface Parser {
  parse: (text: string) => unknown
}

/**
 * Which parameters of an address are not understood, as they were typed: the page draws what holds without them. Those
 * that no parser is named for are none of the page's business (a tracking mark, say), and empty ones mean nothing.
 */
export function unreadParams(
  search: Iterable<readonly [string, string]>,
  parsers: Readonly<Record<string, Parser>>,
): { name: string; value: string }[] {
  return [...search]
    .filter(([name, value]) => value !== '' && Object.hasOwn(parsers, name) && parsers[name]?.parse(value) === null)
    .map(([name, value]) => ({ name, value }))
}
