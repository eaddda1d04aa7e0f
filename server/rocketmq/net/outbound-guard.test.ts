import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { OutboundRefused } from '../errors.ts'
import { createOutboundGuard, isForbiddenIp } from './outbound-guard.ts'

const HOUR_MS = 60 * 60 * 1000

function guardOf(...configured: string[]) {
  const clock = new ManualClock()
  return { guard: createOutboundGuard({ configured, clock }), clock }
}

describe('known addresses', () => {
  it('are the configured and the announced ones', () => {
    const { guard } = guardOf('NS-1.example:9876')
    guard.assertKnown('ns-1.example:9876')
    expect(() => guard.assertKnown('10.0.0.1:10911')).toThrow(OutboundRefused)
    guard.announce(['10.0.0.1:10911', 'nonsense'])
    guard.assertKnown('10.0.0.1:10911')
    expect(() => guard.assertKnown('10.0.0.1:10912')).toThrow(/neither configured nor announced/)
    expect(guard.announcedCount).toBe(1)
  })

  it('must be addresses', () => {
    const { guard } = guardOf('a:1')
    expect(() => guard.assertKnown('a')).toThrow(expect.objectContaining({ why: 'malformed' }))
    expect(() => guardOf('a')).toThrow(TypeError)
  })

  it('are forgotten a day after the last announcement, configured ones never', () => {
    const { clock, guard } = guardOf('ns:9876')
    guard.announce(['a:1', 'b:1'])
    clock.advance(20 * HOUR_MS)
    guard.announce(['b:1'])
    clock.advance(5 * HOUR_MS)
    expect(() => guard.assertKnown('a:1')).toThrow(OutboundRefused)
    guard.assertKnown('b:1')
    guard.assertKnown('ns:9876')
    guard.announce(['b:1'])
    expect(guard.announcedCount).toBe(1)
  })

  it('are bounded, the oldest go first', () => {
    const { guard } = guardOf('ns:9876')
    guard.announce(['old:1'])
    guard.announce(Array.from({ length: 20_000 }, (_, index) => `host-${index}:1`))
    expect(guard.announcedCount).toBe(20_000)
    expect(() => guard.assertKnown('old:1')).toThrow(OutboundRefused)
    guard.assertKnown('host-0:1')
  })
})

describe('forbidden networks', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
  ])('%s', (ip) => {
    expect(isForbiddenIp(ip)).toBe(true)
  })

  it.each(['127.0.0.1', '10.0.0.1', '192.168.1.1', '::1', 'fd00::1', '::ffff:10.0.0.1', 'host', '2852039166'])(
    'not %s',
    (ip) => {
      expect(isForbiddenIp(ip)).toBe(false)
    },
  )

  it('are refused after mapping, configured or not', () => {
    const { guard } = guardOf('169.254.169.254:80')
    expect(() => guard.assertReachable('ns:9876', '169.254.169.254:80')).toThrow(
      expect.objectContaining({ why: 'forbidden-network', address: 'ns:9876' }),
    )
  })

  // getaddrinfo reads other spellings of an IPv4 address: they show only after resolution.
  it.each(['2852039166', '0xa9fea9fe', '169.16689662'])('are refused after resolution: %s', async (name) => {
    const { guard } = guardOf('ns:9876')
    const result = await new Promise((resolve) => {
      guard.lookup(name, { family: 0 }, (error, address) => resolve(error ?? address))
    })
    expect(result).toBeInstanceOf(Error)
    expect(result).not.toBeTypeOf('string')
  })

  it('let ordinary names through', async () => {
    const { guard } = guardOf('ns:9876')
    const result = await new Promise((resolve) => {
      guard.lookup('localhost', { family: 4 }, (error, address) => resolve(error ?? address))
    })
    expect(result).toBe('127.0.0.1')
  })
})
