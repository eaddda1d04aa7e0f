'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { type ClusterRow, ClusterStrip } from '@/components/clusters/cluster-strip'
import { Answer } from '@/components/layout/answer'
import { HomeFrame } from '@/components/layout/home-frame'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { type ConnectionHop, NotConnected } from '@/components/ui/states'
import { listClusters } from '@/lib/contract/clusters'
import { pages } from '@/lib/url/pages'

const hopOrder = ['name', 'connect', 'tls', 'protocol'] as const

/** The registered clusters; how to connect the first; or at which step reaching the only one fails. */
export function ClustersView() {
  const t = useTranslations('clusters')
  const clusters = useEndpoint(listClusters, {})
  const router = useRouter()
  const items = clusters.data?.items ?? []
  const only = items.length === 1 ? items[0] : undefined
  // The one cluster came up while this page said that it could not be reached.
  const arrived = only !== undefined && only.connection.state === 'connected'
  useEffect(() => {
    if (arrived && only) router.replace(pages.overview(only.id))
  }, [arrived, only, router])
  const answering = items.filter(({ connection }) => connection.state === 'connected').length
  const critical = items.filter(({ dangers }) => (dangers ?? 0) > 0).length
  return (
    <HomeFrame>
      <PageTitle
        title={clusters.data && items.length === 0 ? t('welcome') : t('title')}
        facts={
          items.length > 1 && [
            <span key="registered">{t('registered', { count: items.length })}</span>,
            <span key="answering">{t('answering', { count: answering })}</span>,
            critical > 0 && <span key="critical">{t('withCritical', { count: critical })}</span>,
          ]
        }
      />
      <Answer query={clusters} skeleton={<Skeleton width="100%" height={160} />}>
        {(data) =>
          data.items.length === 0 ? (
            <NotConnected />
          ) : only && only.connection.state !== 'connected' ? (
            <Unreachable cluster={only} />
          ) : (
            <>
              {data.items.map((cluster) => (
                <ClusterStrip key={cluster.id} cluster={cluster} onAskAgain={() => void clusters.refetch()} />
              ))}
              <p className="border-t border-rule pt-2.5 text-small text-ink-3">
                {t.rich('fromConfiguration', {
                  settings: (text) => (
                    <Link className="underline" href={pages.settings(null)}>
                      {text}
                    </Link>
                  ),
                })}
              </p>
            </>
          )
        }
      </Answer>
    </HomeFrame>
  )
}

/** The only cluster does not answer: how far the console comes with each configured name server. */
function Unreachable({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const { connection } = cluster
  return connection.failures.length === 0 ? (
    <p className="text-ink-2">
      {t('connectingTo', { addresses: cluster.nameServers.map((ns) => ns.address).join(', ') })}
    </p>
  ) : (
    <NotConnected
      title={t('unreachable', { name: cluster.name })}
      hops={connection.failures.flatMap((failure) => hopsOf(failure, t))}
    >
      {t('unreachableBody')}
    </NotConnected>
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
