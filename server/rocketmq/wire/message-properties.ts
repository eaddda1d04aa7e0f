// Properties of a message (MessageDecoder#string2messageProperties, 4.4 … 5.5), UTF-8:
//
//   properties = [ entry { %x02 entry } [ %x02 ] ]
//   entry      = name %x01 value        split at the first %x01; the value may hold further ones, never %x02
//
// Java drops an entry without %x01 and one whose name or value is empty.
const NAME_END = '\x01'
const ENTRY_END = '\x02'

/** Entries in stored order; a name may occur twice (for Java the last one counts). */
export function parseMessageProperties(text: string | Buffer): Array<[name: string, value: string]> {
  const entries: Array<[string, string]> = []
  for (const entry of text.toString().split(ENTRY_END)) {
    const nameEnd = entry.indexOf(NAME_END)
    if (nameEnd > 0 && nameEnd < entry.length - 1) entries.push([entry.slice(0, nameEnd), entry.slice(nameEnd + 1)])
  }
  return entries
}

/**
 * The text of message properties. An empty value is left out, for no reader would see it.
 * @throws RangeError for an empty name or a separator where it would turn into other properties.
 */
export function encodeMessageProperties(entries: Iterable<readonly [name: string, value: string]>): string {
  let text = ''
  for (const [name, value] of entries) {
    if (name === '' || name.includes(NAME_END) || name.includes(ENTRY_END) || value.includes(ENTRY_END)) {
      throw new RangeError(`message property ${JSON.stringify(name)} is empty or has a control character`)
    }
    if (value !== '') text += name + NAME_END + value + ENTRY_END
  }
  return text
}
