/**
 * The names of the arguments and tags of an ICU message, sorted: `{n, plural, one {# by {who}} other {…}}` → `['n', 'who']`.
 * Their types may differ between languages: where English needs a plural, Chinese has one form.
 * For that reason a plural that only chooses a word, without showing its number by #, is no argument.
 * Throws when braces do not match.
 */
export function icuArguments(message: string): string[] {
  const found = new Set<string>()
  const end = readMessage(message, 0, found)
  if (end !== message.length) throw new Error(`Unexpected } at ${end} in "${message}"`)
  return [...found].sort()
}

/** Reads text up to the end or an unmatched `}`, and gives its position. */
function readMessage(message: string, start: number, found: Set<string>): number {
  let at = start
  while (at < message.length && message[at] !== '}') {
    const quoted = /^'(?:'|[{}<][^']*(?:'|$))/.exec(message.slice(at))
    const tag = /^<(\w+)>/.exec(message.slice(at))
    if (tag) found.add(`<${tag[1]}>`)
    if (quoted) at += quoted[0].length
    else if (message[at] === '{') at = readArgument(message, at + 1, found)
    else at++
  }
  return at
}

/** Reads `name}`, `name, type}`, or `name, plural, one {…} other {…}}`; gives the position behind it. */
function readArgument(message: string, start: number, found: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(start))
  if (!head) throw new Error(`No argument name at ${start} in "${message}"`)
  let at = start + head[0].length
  while (at < message.length && message[at] !== '}') {
    at = message[at] === '{' ? readMessage(message, at + 1, found) + 1 : at + 1
  }
  if (at >= message.length) throw new Error(`Missing } in "${message}"`)
  const choosesOnly = /^(?:plural|selectordinal)$/.test(head[2] ?? '') && !message.slice(start, at).includes('#')
  if (!choosesOnly) found.add(head[1] ?? '')
  return at + 1
}
