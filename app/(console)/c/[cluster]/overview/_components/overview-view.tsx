'use client'

import { useTranslations } from 'next-intl'
import { LampRow } from '@/components/clusters/lamp-row'
import { ProblemList } from '@/components/clusters/problem-list'
import { Throughput } from '@/components/clusters/throughput'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { cn } from '@/components/ui/cn'
import { Freshness } from '@/components/ui/freshness'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { readCluster, readProblems } from '@/lib/contract/clusters'
import { chartParams } from '@/lib/url/chart-range'
import { BrokersGlance } from './brokers-glance'
import { GroupsByLag } from './groups-by-lag'
import { fewRows } from './shown-of'
import { TopicsByRate } from './topics-by-rate'

/** Is it healthy? Lamps and problems first, then what moves. */
export function OverviewView({ cluster }: { cluster: string }) {
  const t = useTranslations('overview')
  const row = useEndpoint(readCluster, { cluster })
  const problems = useEndpoint(readProblems, { cluster })
  const data = row.data
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          data && [
            <span key="name">{data.name}</span>,
            data.versions.length > 0 && <span key="versions">RocketMQ {data.versions.join(', ')}</span>,
            data.masters !== null && data.slaves !== null && (
              <span key="replicas">{t('replicas', { masters: data.masters, slaves: data.slaves })}</span>
            ),
            data.topics !== null && <span key="topics">{t('topics', { count: data.topics })}</span>,
            data.groups !== null && <span key="groups">{t('groups', { count: data.groups })}</span>,
          ]
        }
        actions={<Freshness asOf={data?.asOf ?? null} />}
      />
      <AddressNotice parsers={chartParams} />
      <Answer query={problems} skeleton={<Skeleton width="100%" height={52} />}>
        {(answer) => (
          <>
            <LampRow cluster={cluster} lamps={answer.lamps} />
            <div className="mt-5 grid grid-cols-[minmax(0,615fr)_minmax(0,541fr)] gap-6 max-mid:grid-cols-1">
              <ProblemList cluster={cluster} items={answer.items} />
              <Throughput cluster={cluster} />
            </div>
          </>
        )}
      </Answer>
      <div
        className={cn(
          'mt-5 grid grid-cols-[minmax(0,388fr)_minmax(0,314fr)_minmax(0,432fr)] gap-6 max-full:grid-cols-2 max-mid:grid-cols-1',
          // Three lists in a row: cells stand closer than in a list that has the page.
          '[&_td]:px-1.5 [&_td_.hatch]:px-0.5 [&_th]:px-1.5',
          fewRows,
        )}
      >
        <GroupsByLag cluster={cluster} />
        <TopicsByRate cluster={cluster} />
        <BrokersGlance cluster={cluster} />
      </div>
    </>
  )
}
