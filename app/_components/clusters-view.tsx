'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Answer } from '@/components/layout/answer'
import { AppFrame } from '@/components/layout/app-frame'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { type ConnectionHop, NotConnected } from '@/components/ui/states'
import { Value } from '@/components/ui/value'
import { listClusters, readAbout } from '@/lib/contract/clusters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'

type ClusterRow = OutputOf<typeof listClusters>['items'][number]

const hopOrder = ['name', 'connect', 'tls', 'protocol'] as const

/** The registered clusters; how to connect the first; or at which step reaching the configured one fails. */
export function ClustersView() {
  const t = useTranslations('clusters')
  const about = useEndpoint(readAbout, {}, { once: true })
  const clusters = useEndpoint(listClusters, {})
  const router = useRouter()
  const items = clusters.data?.items ?? []
  const only = items.length === 1 ? items[0] : undefined
  // The one cluster came up while this page said that it could not be reached.
  const arrived = only !== undefined && only.connection.state === 'connected'
  useEffect(() => {
    if (arrived && only) router.replace(pages.overview(only.id))
  }, [arrived, only, router])
  return (
    <AppFrame
      cluster={null}
      clusters={about.data?.clusters ?? []}
      nav={[]}
      completeness={null}
      asOf={null}
      version={about.data?.version ?? ''}
    >
      <PageTitle title={items.length === 0 ? t('welcome') : t('title')} />
      <Answer query={clusters} skeleton={<Skeleton width={320} height={96} />}>
        {(data) => (
          <div className="grid gap-5">
            {data.items.length === 0 && <NotConnected />}
            {data.items.map((cluster) => (
              <ClusterSection key={cluster.id} cluster={cluster} />
            ))}
          </div>
        )}
      </Answer>
    </AppFrame>
  )
}

function ClusterSection({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const { connection } = cluster
  return (
    <Section
      title={<a href={pages.overview(cluster.id)}>{cluster.name}</a>}
      note={cluster.nameServers.map((ns) => ns.address).join(', ')}
      aside={
        <State
          tone={connection.state === 'connected' ? 'ok' : connection.state === 'connecting' ? 'unknown' : 'danger'}
        >
          {t(`state.${connection.state}`)}
        </State>
      }
    >
      {connection.failures.length > 0 && connection.state !== 'connected' ? (
        <NotConnected
          title={t('unreachable', { name: cluster.name })}
          hops={connection.failures.flatMap((failure) => hopsOf(failure, t))}
        >
          {t('unreachableBody')}
        </NotConnected>
      ) : (
        <div className="flex flex-wrap gap-x-6 gap-y-1 py-2 text-ink-2">
          <span>
            {t('masters')} <Value value={cluster.masters} />
          </span>
          <span>
            {t('slaves')} <Value value={cluster.slaves} />
          </span>
          <span>
            {t('in')} <Value value={cluster.inTps} as="rate" unit="/s" atLeast={cluster.atLeast.includes('inTps')} />
          </span>
          <span>
            {t('out')} <Value value={cluster.outTps} as="rate" unit="/s" atLeast={cluster.atLeast.includes('outTps')} />
          </span>
        </div>
      )}
    </Section>
  )
}

/** The steps to one name server: those before the failing one went well, those after it were not tried. */
function hopsOf(
  failure: ClusterRow['connection']['failures'][number],
  t: ReturnType<typeof useTranslations<'clusters'>>,
): ConnectionHop[] {
  const failed = hopOrder.indexOf(failure.hop)
  return hopOrder.map((hop, index) => ({
    id: `${failure.address} ${hop}`,
    label: t(`hop.${hop}`, { address: failure.address }),
    outcome: index < failed ? 'ok' : index === failed ? 'failed' : 'skipped',
    ...(index === failed ? { detail: failure.reason } : {}),
  }))
}
