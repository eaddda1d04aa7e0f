import 'server-only'

/** What one name server said; null = it did not say. */
export type NameServerView = {
  address: string
  brokers: ReadonlyMap<string, { clusterName: string; addresses: ReadonlyMap<number, string> }> | null
  topics: ReadonlySet<string> | null
}

export type ViewDifference = {
  kind: 'broker' | 'topic'
  name: string
  missingAt: string[]
  values: Array<{ nameServer: string; value: string | null }>
}

/** Broker names whose addresses differ between name servers and topics that some of them lack, by name; brokers first. */
export function viewDifferences(views: readonly NameServerView[]): ViewDifference[] {
  return [
    ...differences('broker', views, (view) => view.brokers && brokerTexts(view.brokers)),
    // A topic's presence is all that its list says: its value is its name.
    ...differences('topic', views, (view) => view.topics && new Map([...view.topics].map((name) => [name, name]))),
  ]
}

function differences(
  kind: ViewDifference['kind'],
  views: readonly NameServerView[],
  tableOf: (view: NameServerView) => ReadonlyMap<string, string> | null,
): ViewDifference[] {
  const tables = views.flatMap((view) => {
    const table = tableOf(view)
    return table ? [{ nameServer: view.address, table }] : []
  })
  const names = new Set(tables.flatMap(({ table }) => [...table.keys()]))
  return [...names].sort().flatMap((name) => {
    const values = tables.map(({ nameServer, table }) => ({ nameServer, value: table.get(name) ?? null }))
    if (values.every(({ value }) => value === values[0]?.value)) return []
    return [{ kind, name, missingAt: values.filter((v) => v.value === null).map((v) => v.nameServer), values }]
  })
}

/** `DefaultCluster: 0=10.0.0.1:10911, 1=10.0.0.2:10911` */
function brokerTexts(brokers: NonNullable<NameServerView['brokers']>): Map<string, string> {
  return new Map(
    [...brokers].map(([name, { addresses, clusterName }]) => {
      const replicas = [...addresses].sort(([a], [b]) => a - b).map(([id, address]) => `${id}=${address}`)
      return [name, `${clusterName}: ${replicas.join(', ')}`]
    }),
  )
}
