import { describe, expect, it } from 'vitest'
import { canonicalAddress, parseAddress } from './address.ts'
import { createAddressMap } from './address-map.ts'

describe('parseAddress', () => {
  it.each([
    ['10.0.0.1:10911', { host: '10.0.0.1', port: 10911 }],
    ['broker-a.example:10911', { host: 'broker-a.example', port: 10911 }],
    ['fd00::1:10911', { host: 'fd00::1', port: 10911 }],
    ['[fd00::1]:10911', { host: 'fd00::1', port: 10911 }],
  ])('%s', (text, parts) => {
    expect(parseAddress(text)).toEqual(parts)
  })

  it.each(['', ':1', 'host', 'host:', 'host:0', 'host:65536', 'host:12a', 'a b:1', 'http://x:1', 'u@x:1', '[]:1'])(
    'refuses "%s"',
    (text) => {
      expect(parseAddress(text)).toBeNull()
    },
  )

  it('has one spelling', () => {
    expect(canonicalAddress(' Broker-A:09876 ')).toBe('broker-a:9876')
    expect(canonicalAddress('[FD00::1]:1')).toBe('fd00::1:1')
  })
})

describe('createAddressMap', () => {
  const map = createAddressMap({ '172.17.0.2:10911': '127.0.0.1:20911', '172.17.0.3': 'docker.example' })

  it.each([
    ['172.17.0.2:10911', '127.0.0.1:20911'],
    ['172.17.0.2:10909', '172.17.0.2:10909'],
    ['172.17.0.3:10911', 'docker.example:10911'],
    ['10.0.0.1:10911', '10.0.0.1:10911'],
    ['not an address', 'not an address'],
  ])('%s → %s', (advertised, reachable) => {
    expect(map.reachable(advertised)).toBe(reachable)
  })

  it('prefers the full address to its host', () => {
    expect(createAddressMap({ a: 'b', 'a:1': 'c:2' }).reachable('a:1')).toBe('c:2')
  })

  it.each([{ 'a:1': 'b' }, { a: 'b:1' }, { 'a:99999': 'b:1' }, { 'a b': 'c' }])('refuses %o', (entries) => {
    expect(() => createAddressMap(entries as unknown as Record<string, string>)).toThrow(TypeError)
  })
})
