'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DiskCell, HaLagCell, ReplicaName, RoleCell } from '@/components/brokers/cells'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Value } from '@/components/ui/value'
import { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'

type Row = OutputOf<typeof listBrokers>['items'][number]

/** All replicas stand on the brokers' page. */
const MOST = 16

export function BrokersGlance({ cluster }: { cluster: string }) {
  const t = useTranslations('overview')
  const query = useEndpoint(listBrokers, { cluster, pageSize: 1000 })
  const items = query.data?.items ?? []
  const names = new Set(items.map((row) => row.brokerName))
  const rate = (row: Row, value: number | null) =>
    row.state === 'down' ? (
      <Value value={value} as="rate" lastGoodAt={row.asOf} showAge={false} reason={row.reason ?? undefined} />
    ) : (
      <Value value={value} as="rate" />
    )
  const columns = [
    {
      id: 'name',
      width: 84,
      header: t('broker'),
      cell: (row: Row) => (
        <ReplicaName cluster={cluster} row={row} first={items.find((r) => r.brokerName === row.brokerName) === row} />
      ),
    },
    { id: 'role', width: 62, header: t('role'), cell: (row: Row) => <RoleCell row={row} /> },
    { id: 'in', width: 50, header: t('inRate'), align: 'right' as const, cell: (row: Row) => rate(row, row.inTps) },
    {
      id: 'out',
      width: 50,
      header: t('outRate'),
      align: 'right' as const,
      cell: (row: Row) => rate(row, row.outTps),
      hideOnPhone: true,
    },
    { id: 'disk', width: 104, header: t('disk'), cell: (row: Row) => <DiskCell row={row} /> },
    {
      id: 'ha',
      width: 60,
      header: t('haLag'),
      align: 'right' as const,
      cell: (row: Row) => <HaLagCell row={row} />,
    },
  ]
  return (
    <Section
      title={t('brokers')}
      note={query.data && t('brokersNote', { names: names.size, replicas: items.length })}
      aside={
        <Link prefetch={false} href={pages.brokers(cluster)}>
          {t('allBrokers')}
        </Link>
      }
    >
      <Answer query={query} skeleton={<Skeleton width="100%" height={264} />}>
        {(data) => (
          <ShortList
            id="overview-brokers-glance"
            label={t('brokers')}
            columns={columns}
            rows={data.items.slice(0, MOST)}
            rowId={(row) => `${row.brokerName}/${row.brokerId}`}
          />
        )}
      </Answer>
    </Section>
  )
}
