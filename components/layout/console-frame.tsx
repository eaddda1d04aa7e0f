'use client'

import { LockOpen } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { NothingKnown } from '@/components/clusters/unreachable'
import { cn } from '@/components/ui/cn'
import { listBrokers } from '@/lib/contract/brokers'
import { readAbout, readCluster } from '@/lib/contract/clusters'
import { pages } from '@/lib/url/pages'
import { AppFrame } from './app-frame'
import { barButton } from './bar-button'
import type { NavItem } from './nav'
import { StaleWatch } from './stale-watch'
import { useEndpoint } from './use-endpoint'

/** The frame with this cluster's data: counts in the rail, the truth meter over all replicas, the sign-in notice. */
export function ConsoleFrame({ cluster, children }: { cluster: string; children: ReactNode }) {
  const t = useTranslations('frame')
  const pathname = usePathname()
  const about = useEndpoint(readAbout, {}, { once: true })
  const row = useEndpoint(readCluster, { cluster })
  const brokers = useEndpoint(listBrokers, { cluster, pageSize: 1000 })
  const data = row.data
  const down = data?.brokersDown ?? 0
  const total = data === undefined || data.masters === null || data.slaves === null ? null : data.masters + data.slaves
  const reachable = data?.nameServers.filter((ns) => ns.reachable).length ?? 0
  const nav: NavItem[] = [
    {
      id: 'overview',
      href: pages.overview(cluster),
      count: data?.problems || null,
      state: data?.problems ? (down > 0 ? 'danger' : 'warning') : undefined,
    },
    { id: 'topics', href: pages.topics(cluster), count: data?.topics ?? null },
    { id: 'groups', href: pages.groups(cluster), count: data?.groups ?? null },
    { id: 'messages', href: pages.messages(cluster) },
    { id: 'deadLetters', href: pages.deadLetters(cluster) },
    { id: 'producers', href: pages.producers(cluster), count: data?.producers ?? null },
    {
      id: 'brokers',
      href: pages.brokers(cluster),
      count: total === null ? null : `${data?.brokersAnswered ?? 0}/${total}`,
      state: down > 0 ? 'danger' : undefined,
    },
    {
      id: 'nameServers',
      href: pages.nameServers(cluster),
      count: data ? `${reachable}/${data.nameServers.length}` : null,
      state: data?.nameServers.some((ns) => ns.reachable === false) ? 'danger' : undefined,
    },
    { id: 'settings', href: pages.settings(cluster) },
  ]
  return (
    <AppFrame
      cluster={cluster}
      clusters={about.data?.clusters ?? [{ id: cluster, name: cluster }]}
      nav={nav}
      completeness={data?.completeness ?? null}
      {...(brokers.data ? { targets: brokers.data.items.map((b) => `${b.brokerName}/${b.brokerId}`) } : {})}
      asOf={data?.asOf ?? null}
      pace={data?.asked ?? null}
      answeredAt={spanOf(brokers.data?.items.filter((b) => b.state === 'up').flatMap((b) => b.asOf ?? []))}
      banner={<StaleWatch cluster={cluster} query={row} />}
      version={about.data?.version ?? ''}
      account={
        about.data && (
          <span
            className={cn(barButton, 'cursor-help')}
            role="note"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: its hint must be reachable by keyboard
            tabIndex={0}
            data-hint={about.data.authMode === 'off' ? t('authOff') : t('authNone')}
            aria-label={about.data.authMode === 'off' ? t('authOff') : t('authNone')}
          >
            <LockOpen className="size-4 stroke-[1.6]" aria-hidden="true" />
          </span>
        )
      }
    >
      {data !== undefined && data.masters === null && needsBrokers(pathname, cluster) ? (
        <NothingKnown cluster={data} />
      ) : (
        children
      )}
    </AppFrame>
  )
}

/** Settings and the list of name servers have something to say without any broker. */
const needsBrokers = (pathname: string, cluster: string) =>
  pathname !== pages.settings(cluster) && pathname !== pages.nameServers(cluster)

/** The first and the last of these moments. */
function spanOf(moments: readonly string[] = []): [string, string] | null {
  const sorted = [...moments].sort()
  const oldest = sorted[0]
  const newest = sorted.at(-1)
  return oldest === undefined || newest === undefined ? null : [oldest, newest]
}
