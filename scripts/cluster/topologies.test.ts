import { expect, test } from 'vitest'
import { BLOCK_PORTS, brokerPort } from './ports.ts'
import { hasSlaves, isTopologyName, TOPOLOGY_NAMES, type Topology, topologies } from './topologies.ts'

const all: Array<[string, Topology]> = Object.entries(topologies)

test.each(all)('%s: brokers are told apart, every slave has a master, ports fit their block', (_, topology) => {
  const ids = topology.brokers.map((broker) => `${broker.name}/${broker.id}`)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { name, id, role } of topology.brokers) {
    expect(role === 'SLAVE').toBe(id > 0)
    expect(ids).toContain(`${name}/0`)
  }
  expect(topology.nameServers).toBeGreaterThan(0)
  // The last broker stays below the ports of the proxy.
  expect(brokerPort(0, topology.brokers.length - 1) + 1).toBeLessThan(80)
  expect(BLOCK_PORTS).toBe(100)
})

test('the sync topology confirms with slaves, the async one does not', () => {
  const masters = (topology: Topology) => topology.brokers.filter((broker) => broker.id === 0).map(({ role }) => role)
  expect(masters(topologies['2m-2s-sync'])).toEqual(['SYNC_MASTER', 'SYNC_MASTER'])
  expect(masters(topologies['2m-2s-async'])).toEqual(['ASYNC_MASTER', 'ASYNC_MASTER'])
  expect(TOPOLOGY_NAMES.filter((name) => hasSlaves(topologies[name]))).toEqual(['2m-2s-async', '2m-2s-sync'])
})

test('only own names are topologies', () => {
  expect(isTopologyName('single')).toBe(true)
  expect(isTopologyName('toString')).toBe(false)
  expect(isTopologyName('')).toBe(false)
})
