// Configuration bodies (requests 25, 26, 318, 319, 1009, 1010, 2001). The two directions are not the same format:
//
//   reply   (MixAll#properties2String)    { key "=" value LF }, UTF-8, nothing escaped; split at the first "="
//   request (MixAll#string2Properties)    java.util.Properties.load of an InputStream: ISO-8859-1 with escapes

/**
 * Entries of a reply body in the order printed. A line without "=" continues the value above it: a value with a line
 * break is printed as it is. Windows brokers print each backslash twice; that is not undone here.
 */
export function parsePropertiesText(body: string | Buffer): Array<[key: string, value: string]> {
  const entries: Array<[string, string]> = []
  let blankLines = ''
  for (const raw of body.toString().split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const keyEnd = line.indexOf('=')
    const last = entries.at(-1)
    if (keyEnd > 0) entries.push([line.slice(0, keyEnd), line.slice(keyEnd + 1)])
    else if (line === '') {
      blankLines += '\n'
      continue
    } else if (last) last[1] += `${blankLines}\n${line}`
    blankLines = ''
  }
  return entries
}

/** The body of an update request: Properties.load on the server gives back exactly these entries. */
export function encodePropertiesText(entries: Iterable<readonly [key: string, value: string]>): string {
  let text = ''
  for (const [key, value] of entries) {
    const escapedValue = escapeControl(value).replace(/^ /, '\\ ')
    text += `${escapeControl(key).replace(/[ =:#!]/g, '\\$&')}=${escapedValue}\n`
  }
  return text
}

const CONTROL_ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' }

/** Everything but printable ASCII as an escape, one for each UTF-16 unit. */
function escapeControl(text: string): string {
  return text.replace(/[^\x20-\x5b\x5d-\x7e]/g, (c) => {
    return CONTROL_ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  })
}
