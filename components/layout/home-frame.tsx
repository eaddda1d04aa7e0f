'use client'

import type { ReactNode } from 'react'
import { listClusters, readAbout } from '@/lib/contract/clusters'
import { pages } from '@/lib/url/pages'
import { AppFrame } from './app-frame'
import type { NavItem } from './nav'
import { useEndpoint } from './use-endpoint'

/** The frame of pages that belong to no one cluster: the clusters and how many of them answer, settings. */
export function HomeFrame({ children }: { children: ReactNode }) {
  const about = useEndpoint(readAbout, {}, { once: true })
  const clusters = useEndpoint(listClusters, {})
  const items = clusters.data?.items ?? []
  const connected = items.filter(({ connection }) => connection.state === 'connected').length
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
      completeness={null}
      asOf={null}
      version={about.data?.version ?? ''}
    >
      {children}
    </AppFrame>
  )
}
