import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { OutboundRefused } from '../errors.ts'
import { canonicalAddress, parseAddress } from './address.ts'
import type { Clock } from './clock.ts'

/**
 * Decides which addresses the driver may connect to: the configured ones and those that a configured server announced.
 * Addresses come from outside (routes, offset message ids), so everything else is refused before a socket exists.
 */
export type OutboundGuard = {
  /** Throws `OutboundRefused` unless `advertised` is configured or was announced. */
  assertKnown(advertised: string): void
  /** Throws `OutboundRefused` when the place to connect to (after mapping) is malformed or in a forbidden network. */
  assertReachable(advertised: string, reachable: string): void
  /** Name resolution that fails for names that lead into a forbidden network. */
  lookup: LookupFunction
  isConfigured(advertised: string): boolean
  announce(addresses: Iterable<string>): void
  readonly announcedCount: number
}

/** A broker that left the name servers' lists may still be asked about for this long ("down" must not become "refused"). */
const ANNOUNCEMENT_LIFETIME_MS = 24 * 60 * 60 * 1000
const MAX_ANNOUNCED = 20_000

export function createOutboundGuard(options: { configured: Iterable<string>; clock: Clock }): OutboundGuard {
  const configured = new Set<string>()
  for (const address of options.configured) {
    const canonical = canonicalAddress(address)
    if (canonical === null) throw new TypeError(`"${address}" is not an address of the form host:port`)
    configured.add(canonical)
  }
  // Insertion order is announcement order: re-announcing moves an entry to the end, so the first is always the oldest.
  const announced = new Map<string, number>()

  return {
    assertKnown(advertised) {
      const address = canonicalAddress(advertised)
      if (address === null) {
        throw new OutboundRefused({ address: advertised, why: 'malformed', reason: 'it is not of the form host:port' })
      }
      if (configured.has(address)) return
      const since = announced.get(address)
      if (since === undefined || options.clock.now() - since > ANNOUNCEMENT_LIFETIME_MS) {
        throw new OutboundRefused({
          address: advertised,
          why: 'not-announced',
          reason: 'it is neither configured nor announced by a name server of this cluster',
        })
      }
    },
    assertReachable(advertised, reachable) {
      const parts = parseAddress(reachable)
      if (parts === null) {
        throw new OutboundRefused({ address: advertised, why: 'malformed', reason: `"${reachable}" is not host:port` })
      }
      if (isForbiddenIp(parts.host)) throw forbidden(advertised)
    },
    lookup: guardedLookup,
    isConfigured: (advertised) => configured.has(canonicalAddress(advertised) ?? ''),
    announce(addresses) {
      const now = options.clock.now()
      for (const address of addresses) {
        const canonical = canonicalAddress(address)
        if (canonical === null) continue
        announced.delete(canonical)
        announced.set(canonical, now)
      }
      for (const [address, since] of announced) {
        if (announced.size <= MAX_ANNOUNCED && now - since <= ANNOUNCEMENT_LIFETIME_MS) break
        announced.delete(address)
      }
    },
    get announcedCount() {
      return announced.size
    },
  }
}

/** Link-local networks, where cloud metadata services live, and addresses that are no host at all. */
const forbiddenNetworks = new BlockList()
forbiddenNetworks.addSubnet('169.254.0.0', 16, 'ipv4')
forbiddenNetworks.addAddress('100.100.100.200', 'ipv4')
forbiddenNetworks.addAddress('192.0.0.192', 'ipv4')
forbiddenNetworks.addAddress('168.63.129.16', 'ipv4')
forbiddenNetworks.addSubnet('224.0.0.0', 4, 'ipv4')
forbiddenNetworks.addAddress('255.255.255.255', 'ipv4')
forbiddenNetworks.addSubnet('fe80::', 10, 'ipv6')
forbiddenNetworks.addSubnet('fd00:ec2::', 32, 'ipv6')
forbiddenNetworks.addSubnet('ff00::', 8, 'ipv6')

/** Whether a literal IP lies in a forbidden network; IPv4 inside IPv6 counts as the IPv4. False for names. */
export function isForbiddenIp(host: string): boolean {
  const bare = host.split('%', 1)[0] ?? host
  const version = isIP(bare)
  if (version === 4) return forbiddenNetworks.check(bare, 'ipv4')
  if (version !== 6) return false
  const embedded = embeddedIpv4(bare)
  return forbiddenNetworks.check(bare, 'ipv6') || (embedded !== null && forbiddenNetworks.check(embedded, 'ipv4'))
}

/** The IPv4 of `::ffff:a.b.c.d`, `::ffff:xxxx:yyyy` and of the NAT64 prefix `64:ff9b::`. */
function embeddedIpv4(ipv6: string): string | null {
  let canonical: string
  try {
    canonical = new URL(`http://[${ipv6}]/`).hostname.slice(1, -1)
  } catch {
    return null
  }
  const match = /^(?:::ffff:|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (match === null) return null
  const high = Number.parseInt(match[1]!, 16)
  const low = Number.parseInt(match[2]!, 16)
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/** `dns.lookup`, refusing results in a forbidden network: a name must not lead where its address may not (DNS rebinding). */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, options, (error, address, family) => {
    if (error !== null) return callback(error, address, family)
    const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address)
    if (found.some(isForbiddenIp)) return callback(forbidden(hostname), '', 0)
    return callback(null, address, family)
  })
}

function forbidden(address: string): OutboundRefused {
  return new OutboundRefused({
    address,
    why: 'forbidden-network',
    reason: 'it leads to a link-local, metadata or multicast address',
  })
}
