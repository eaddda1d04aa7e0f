import { canonicalAddress, parseAddress } from './address.ts'

/** Advertised → reachable, for clusters behind NAT or in containers. An address without an entry is itself. */
export type AddressMap = { reachable(advertised: string): string }

/**
 * Entries are `host:port` → `host:port`, or `host` → `host` (the port is kept). A full address beats its host.
 * Throws `TypeError` for an entry that is neither.
 */
export function createAddressMap(entries: Readonly<Record<string, string>> = {}): AddressMap {
  const addresses = new Map<string, string>()
  const hosts = new Map<string, string>()
  for (const [from, to] of Object.entries(entries)) {
    const fromAddress = canonicalAddress(from)
    const toAddress = canonicalAddress(to)
    if (fromAddress !== null && toAddress !== null) addresses.set(fromAddress, toAddress)
    else if (fromAddress === null && toAddress === null && isHost(from) && isHost(to)) {
      hosts.set(from.trim().toLowerCase(), to.trim().toLowerCase())
    } else throw new TypeError(`address map: "${from}" → "${to}" must be host:port → host:port or host → host`)
  }
  return {
    reachable(advertised) {
      const address = canonicalAddress(advertised)
      const parts = address === null ? null : parseAddress(address)
      if (address === null || parts === null) return advertised
      const exact = addresses.get(address)
      if (exact !== undefined) return exact
      const host = hosts.get(parts.host)
      return host === undefined ? address : `${host}:${parts.port}`
    },
  }
}

function isHost(text: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(text.trim())
}
