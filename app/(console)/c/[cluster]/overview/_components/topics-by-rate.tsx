'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Spark } from '@/components/ui/spark'
import { Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listTopics } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { topTopics } from './queries'
import { ShownOf } from './shown-of'

type Row = OutputOf<typeof listTopics>['items'][number]

export function TopicsByRate({ cluster }: { cluster: string }) {
  const t = useTranslations('overview')
  const query = useEndpoint(listTopics, { cluster, ...topTopics })
  const shown = query.data?.items ?? []
  const columns = useMemo<TableColumn<Row>[]>(
    () => [
      {
        id: 'name',
        width: 104,
        header: t('topic'),
        cell: (row: Row) => (
          <Link prefetch={false} className="text-ink" href={pages.topic(cluster, row.name)}>
            {row.name}
          </Link>
        ),
      },
      {
        id: 'in',
        width: 60,
        header: t('inRate'),
        sorted: 'desc',
        align: 'right',
        cell: (row: Row) => <Value value={row.inTps} as="rate" atLeast={row.atLeast.includes('inTps')} />,
      },
      {
        id: 'trend',
        width: 80,
        header: t('trend'),
        cell: (row: Row) => <Spark points={row.inTrend} series="in" />,
        hideOnPhone: true,
      },
      {
        id: 'out',
        width: 60,
        header: t('outRate'),
        align: 'right',
        cell: (row: Row) => <Value value={row.outTps} as="rate" atLeast={row.atLeast.includes('outTps')} />,
      },
    ],
    [cluster, t],
  )
  return (
    <Section
      title={t('topicsByRate')}
      note={query.data && <ShownOf shown={shown.length} total={query.data.total} />}
      aside={
        <Link prefetch={false} href={`${pages.topics(cluster)}?sort=-inTps`}>
          {t('allTopics')}
        </Link>
      }
    >
      <Answer query={query} skeleton={<Skeleton width="100%" height={264} />}>
        {(data) => (
          <ShortList
            id="overview-topics-by-rate"
            label={t('topicsByRate')}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.name}
            empty={<p className="py-3 text-ink-3">{t('noTopics')}</p>}
          />
        )}
      </Answer>
    </Section>
  )
}
