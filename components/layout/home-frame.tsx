'use client'

import type { ReactNode } from 'react'
import type { ClusterRow } from '@/components/clusters/cluster-strip'
import { useFailureWord } from '@/components/ui/use-failure-word'
import { listClusters, readAbout } from '@/lib/contract/clusters'
import { pages } from '@/lib/url/pages'
import { AppFrame } from './app-frame'
import type { NavItem } from './nav'
import { useEndpoint } from './use-endpoint'

/** The frame of pages that belong to no one cluster: the clusters and how many of them answer, settings. */
export function HomeFrame({ children }: { children: ReactNode }) {
  const about = useEndpoint(readAbout, {}, { once: true })
  const clusters = useEndpoint(listClusters, {})
  const word = useFailureWord()
  const items = clusters.data?.items ?? []
  const connected = items.filter(({ connection }) => connection.state === 'connected').length
  const completeness = {
    asked: items.length,
    answered: connected,
    failed: items
      .filter(({ connection }) => connection.state !== 'connected')
      .map(({ name, connection, asOf }) => ({
        target: name,
        reason: connection.failures.map(({ address, reason }) => `${address}: ${word(reason)}`).join('; '),
        lastGoodAt: asOf,
      })),
  }
  const nav: NavItem[] = [
    {
      id: 'clusters',
      href: pages.home(),
      count: items.length > 0 ? `${connected}/${items.length}` : null,
      state: items.some(({ connection }) => connection.state === 'failed' || connection.state === 'lost')
        ? 'danger'
        : undefined,
    },
    { id: 'settings', href: pages.settings(null) },
  ]
  return (
    <AppFrame
      cluster={null}
      clusters={about.data?.clusters ?? []}
      nav={nav}
      meterOf="clusters"
      completeness={items.length === 0 ? null : completeness}
      targets={items.map(({ name }) => name)}
      asOf={oldest(items)}
      version={about.data?.version ?? ''}
    >
      {children}
    </AppFrame>
  )
}

/** The age of what the clusters say: that of the one heard of longest ago, of those that answer. */
function oldest(items: readonly ClusterRow[]): string | null {
  const moments = items.filter(({ connection }) => connection.state === 'connected').map(({ asOf }) => asOf)
  return moments.filter((at) => at !== null).sort()[0] ?? null
}
