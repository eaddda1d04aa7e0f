/** Configuration of one replica as it gave it; `values` null = it did not answer and takes no part. */
export type ReplicaConfig = { target: string; values: Readonly<Record<string, string>> | null }

/** A key that is not the same everywhere. `value` null = that replica has no such key. */
export type ConfigDifference = {
  key: string
  values: { target: string; value: string | null }[]
  /** Differs by nature (identity, role, address, port, path): no drift. */
  natural: boolean
}

/**
 * Keys that differ between replicas or masters, by name; texts are compared as they are. Drift is every difference that
 * is not natural. Compare replicas of one version: a key that only newer brokers have is a difference as well.
 */
export function configDifferences(replicas: readonly ReplicaConfig[]): ConfigDifference[] {
  const known = replicas.filter((replica): replica is { target: string; values: Record<string, string> } => {
    return replica.values !== null
  })
  const keys = new Set(known.flatMap(({ values }) => Object.keys(values)))
  const differences: ConfigDifference[] = []
  for (const key of [...keys].sort()) {
    const values = known.map((replica) => ({
      target: replica.target,
      value: Object.hasOwn(replica.values, key) ? replica.values[key]! : null,
    }))
    if (values.every(({ value }) => value === values[0]!.value)) continue
    differences.push({ key, values, natural: differsByNature(key) })
  }
  return differences
}

/** The differences that light the lamp "config drift". */
export function configDrift(replicas: readonly ReplicaConfig[]): ConfigDifference[] {
  return configDifferences(replicas).filter(({ natural }) => !natural)
}

/**
 * True for keys whose values differ between healthy replicas: identity, role, addresses, ports, paths, and what a
 * broker notes about its own start. `brokerClusterName` is not among them: a replica in another cluster is drift.
 * BrokerConfig, MessageStoreConfig, NettyServerConfig, 4.4 to 5.5; NamesrvConfig and ControllerConfig.
 */
export function differsByNature(key: string): boolean {
  return NATURAL_KEYS.has(key) || NATURAL_FORMS.some((form) => form.test(key))
}

const NATURAL_KEYS: ReadonlySet<string> = new Set([
  'brokerId',
  'brokerName',
  'brokerRole',
  'brokerIP1',
  'brokerIP2',
  'dLegerSelfId',
  'dLegerPeers',
  'controllerDLegerSelfId',
  'controllerDLegerPeers',
  'jRaftServerId',
  'jRaftInitConf',
  'jRaftControllerRPCAddr',
  'rocketmqHome',
  'abortFile',
  'storeCheckpoint',
  'startAcceptSendRequestTimeStamp',
])

const NATURAL_FORMS = [
  /(^p|P)ort$/, // listenPort, haListenPort
  /(^a|A)ddr(ess)?(es|s)?$/, // namesrvAddr, haMasterAddress, controllerAddr, bindAddress
  /(^p|[a-z]P)aths?([A-Z]\w*)?$/, // kvConfigPath, storePathCommitLog, readOnlyCommitLogStorePaths
]
