import type { RocketmqVersion } from './maven.ts'

export type BrokerRole = 'ASYNC_MASTER' | 'SYNC_MASTER' | 'SLAVE'

export type BrokerSpec = {
  name: string
  /** 0 is a master, 1 and up its slaves. */
  id: number
  role: BrokerRole
  flush: 'ASYNC_FLUSH' | 'SYNC_FLUSH'
  /** Lines of this broker's configuration that differ from the common part. */
  config?: Readonly<Record<string, string>>
}

/**
 * A cluster as data. A secured cluster adds lines to `config`, files below the brokers' homes and a key pair for
 * mqadmin; one with a proxy names it in `proxies`.
 */
export type Topology = {
  summary: string
  versions: readonly RocketmqVersion[]
  nameServers: number
  brokers: readonly BrokerSpec[]
  /** Lines that every broker gets. */
  config?: Readonly<Record<string, string>>
  /** Files to write below each broker's home, by relative path. */
  files?: Readonly<Record<string, string>>
  /** The key pair mqadmin signs with (`conf/tools.yml`). */
  credentials?: { accessKey: string; secretKey: string }
}

const BOTH: readonly RocketmqVersion[] = ['4.9.7', '5.5.0']

export const topologies = {
  single: {
    summary: 'one name server, one master',
    versions: BOTH,
    nameServers: 1,
    brokers: [master('broker-a', 'ASYNC_MASTER')],
  },
  '2m': {
    summary: 'two name servers, two masters',
    versions: BOTH,
    nameServers: 2,
    brokers: [master('broker-a', 'ASYNC_MASTER'), master('broker-b', 'ASYNC_MASTER')],
  },
  '2m-2s-async': {
    summary: 'two name servers, two masters, each with a slave that copies behind it',
    versions: BOTH,
    nameServers: 2,
    brokers: [
      master('broker-a', 'ASYNC_MASTER'),
      slave('broker-a'),
      master('broker-b', 'ASYNC_MASTER'),
      slave('broker-b'),
    ],
  },
  '2m-2s-sync': {
    summary: 'two name servers, two masters, each with a slave that confirms every write',
    versions: BOTH,
    nameServers: 2,
    brokers: [
      master('broker-a', 'SYNC_MASTER'),
      slave('broker-a'),
      master('broker-b', 'SYNC_MASTER'),
      slave('broker-b'),
    ],
  },
} as const satisfies Record<string, Topology>

export type TopologyName = keyof typeof topologies

export const TOPOLOGY_NAMES = Object.keys(topologies) as TopologyName[]

export function isTopologyName(text: string): text is TopologyName {
  return Object.hasOwn(topologies, text)
}

export function hasSlaves(topology: Topology): boolean {
  return topology.brokers.some((broker) => broker.role === 'SLAVE')
}

function master(name: string, role: 'ASYNC_MASTER' | 'SYNC_MASTER'): BrokerSpec {
  return { name, id: 0, role, flush: 'ASYNC_FLUSH' }
}

function slave(name: string): BrokerSpec {
  return { name, id: 1, role: 'SLAVE', flush: 'ASYNC_FLUSH' }
}
