'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { ClusterStrip, ClusterStripSkeleton } from '@/components/clusters/cluster-strip'
import { Unreachable } from '@/components/clusters/unreachable'
import { Answer } from '@/components/layout/answer'
import { HomeFrame } from '@/components/layout/home-frame'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PageTitle } from '@/components/ui/page-title'
import { NotConnected } from '@/components/ui/states'
import { listClusters } from '@/lib/contract/clusters'
import { pages } from '@/lib/url/pages'

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
      <Answer query={clusters} skeleton={<ClusterStripSkeleton />}>
        {(data) =>
          data.items.length === 0 ? (
            <NotConnected more={<OtherWays />} />
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

/** What else may be given, and where. */
function OtherWays() {
  const t = useTranslations('clusters')
  return (
    <div>
      <h3 className="font-semibold">{t('otherWays')}</h3>
      <p className="pt-0.75 text-ink-2">{t('otherWaysBody')}</p>
      <pre className="mono mt-3.5 overflow-x-auto rounded-md border border-line-2 bg-raised px-2.5 py-2 leading-5">
        {configExample}
      </pre>
    </div>
  )
}

const configExample = `# rocketdeck.yaml
clusters:
  - id: prod-east
    name: Production, east
    nameServers: 10.12.4.11:9876;10.12.4.12:9876
    accessKey: …
    secretKey: …
    tls: true
    addressMap:
      10.12.4.21:10911: broker.example.com:10911
  - id: staging
    nameServers: 10.40.2.11:9876`
