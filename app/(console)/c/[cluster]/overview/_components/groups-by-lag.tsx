'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { directions } from '@/components/groups/group-values'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Spark } from '@/components/ui/spark'
import { Trend } from '@/components/ui/trend'
import { Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listGroups } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { topGroups } from './queries'
import { ShownOf } from './shown-of'

type Row = OutputOf<typeof listGroups>['items'][number]

export function GroupsByLag({ cluster }: { cluster: string }) {
  const t = useTranslations('overview')
  const query = useEndpoint(listGroups, { cluster, ...topGroups })
  const shown = query.data?.items ?? []
  const columns = useMemo<TableColumn<Row>[]>(
    () => [
      {
        id: 'name',
        width: 112,
        header: t('group'),
        cell: (row: Row) => (
          <Link prefetch={false} className="text-ink" href={pages.group(cluster, row.name)}>
            {row.name}
          </Link>
        ),
      },
      {
        id: 'lag',
        width: 68,
        header: t('lag'),
        sorted: 'desc',
        align: 'right',
        cell: (row: Row) => (
          <Value
            value={row.lagMessages}
            atLeast={row.atLeast.includes('lagMessages')}
            notApplicable={row.notes.includes('no-queues') || row.notes.includes('broadcasting')}
          />
        ),
      },
      {
        id: 'trend',
        width: 102,
        header: t('trend'),
        cell: (row: Row) => (
          <span className="inline-flex items-center gap-1">
            <Spark points={row.lagTrend} series="lag" />
            {row.trend && <Trend direction={directions[row.trend]} />}
          </span>
        ),
      },
      {
        id: 'lagTime',
        width: 78,
        header: t('lagTime'),
        align: 'right',
        cell: (row: Row) => (
          <Value
            value={row.lagMs}
            as="duration"
            atLeast={row.atLeast.includes('lagMs')}
            notApplicable={row.notes.includes('no-queues') || row.notes.includes('broadcasting')}
          />
        ),
      },
    ],
    [cluster, t],
  )
  return (
    <Section
      title={t('groupsByLag')}
      note={query.data && <ShownOf shown={shown.length} total={query.data.total} />}
      aside={
        <Link prefetch={false} href={`${pages.groups(cluster)}?sort=-lagMessages`}>
          {t('allGroups')}
        </Link>
      }
    >
      <Answer query={query} skeleton={<Skeleton width="100%" height={264} />}>
        {(data) => (
          <ShortList
            id="overview-groups-by-lag"
            label={t('groupsByLag')}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.name}
            empty={<p className="py-3 text-ink-3">{t('noGroups')}</p>}
          />
        )}
      </Answer>
    </Section>
  )
}
