'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Dash } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { PermissionText } from './cells'
import { Addresses, RouteState } from './route-picture'
import type { RouteRow } from './route-picture-rows'

/** The route in words and numbers. */
export function RouteTable({ cluster, rows }: { cluster: string; rows: readonly RouteRow[] }) {
  const t = useTranslations('topic')
  const columns = useMemo(() => columnsOf(t, cluster), [t, cluster])
  return <ShortList id="topic-route" label={t('route')} columns={columns} rows={rows} rowId={(row) => row.brokerName} />
}

function columnsOf(t: ReturnType<typeof useTranslations<'topic'>>, cluster: string): TableColumn<RouteRow>[] {
  return [
    {
      id: 'broker',
      header: t('broker'),
      width: 96,
      cell: (row) => (
        <Link href={pages.broker(cluster, row.brokerName)} prefetch={false} className="text-ink">
          {row.brokerName}
        </Link>
      ),
    },
    {
      id: 'cluster',
      header: t('clusterName'),
      width: 104,
      cell: (row) => row.clusterName ?? <Dash />,
      hideOnPhone: true,
    },
    {
      id: 'addresses',
      header: t('addresses'),
      width: 150,
      cell: (row) => (
        <div className="py-1.5">
          <Addresses row={row} />
        </div>
      ),
    },
    {
      id: 'read',
      header: t('readQueues'),
      width: 76,
      align: 'right',
      cell: (row) => row.queues?.readQueues ?? <Dash />,
    },
    {
      id: 'write',
      header: t('writeQueues'),
      width: 78,
      align: 'right',
      cell: (row) => row.queues?.writeQueues ?? <Dash />,
    },
    {
      id: 'permission',
      header: t('permission'),
      width: 116,
      cell: (row) => (
        <>
          {row.queues && <PermissionText permission={row.queues.permission} />} <RouteState row={row} />
        </>
      ),
    },
  ]
}
