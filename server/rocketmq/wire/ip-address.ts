import { isIPv4, isIPv6 } from 'node:net'

/** The text of 4 or 16 address bytes; IPv6 in its shortest form (RFC 5952), thus comparable as text. */
export function ipText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(2 * i).toString(16))
  return shortIpv6(groups.join(':'))
}

/**
 * The 4 or 16 bytes of an address; an IPv6 zone (`%eth0`) is dropped.
 * @throws RangeError when the text is no IP address.
 */
export function ipBytes(ip: string): Buffer {
  if (isIPv4(ip)) return Buffer.from(ip.split('.').map(Number))
  const zoneless = ip.replace(/%.*$/, '')
  if (!isIPv6(zoneless)) throw new RangeError(`not an IP address: ${ip}`)
  const [head = '', tail] = shortIpv6(zoneless).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  const bytes = Buffer.alloc(16)
  for (const [i, group] of [...left, ...zeros, ...right].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * i)
  return bytes
}

/** The URL standard serialises an IPv6 host in the shortest form, an embedded IPv4 part as two groups. */
function shortIpv6(ip: string): string {
  return new URL(`http://[${ip}]/`).hostname.slice(1, -1)
}
