/** `host:port`, split at the last colon: brokers print IPv6 hosts with and without brackets. */
export type Address = { host: string; port: number }

/** The parts of `host:port`, or null when it is not one (no port, port outside 1–65535, blank or odd host). */
export function parseAddress(address: string): Address | null {
  const colon = address.lastIndexOf(':')
  if (colon <= 0) return null
  const portText = address.slice(colon + 1)
  if (!/^\d{1,5}$/.test(portText)) return null
  const port = Number(portText)
  if (port < 1 || port > 65535) return null
  let host = address.slice(0, colon)
  if (host.startsWith('[') && host.endsWith(']')) host = host.slice(1, -1)
  if (host === '' || /[\s/@?#[\]\\]/.test(host)) return null
  return { host, port }
}

/** The one spelling that maps and guards compare: lower case, no brackets, no leading zero in the port. */
export function canonicalAddress(address: string): string | null {
  const parts = parseAddress(address.trim())
  return parts === null ? null : `${parts.host.toLowerCase()}:${parts.port}`
}
