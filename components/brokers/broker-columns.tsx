'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { State } from '@/components/ui/state'
import { Value, type ValueKind } from '@/components/ui/value'
import { type BrokerRow, DiskCell, HaLagCell, ReplicaName, UptimeCell } from './cells'
import { CommitLogCell } from './commit-log-cell'

type NumberGroup = 'inTps' | 'outTps' | 'put' | 'get'
type NumberColumn = `${'in' | 'out'}Tps${'' | '1m' | '10m'}` | `${'put' | 'get'}${'Today' | 'Yesterday'}`
type Span = '10s' | '1m' | '10m' | 'today' | 'yesterday'

/** One column a value of the broker's own; those of a replica that is down are its last good ones. */
export function useBrokerColumns(cluster: string): readonly TableColumn<BrokerRow>[] {
  const t = useTranslations('brokers')
  return useMemo(() => {
    const number = (
      id: NumberColumn,
      [group, span]: readonly [NumberGroup, Span],
      pick: (row: BrokerRow) => number | null,
      more: Partial<TableColumn<BrokerRow>> = {},
    ): TableColumn<BrokerRow> => ({
      id,
      header: t(`column.${id}`),
      group: { label: t(`columnGroup.${group}`), short: t(`span.${span}`) },
      align: 'right',
      width: 58,
      cell: (row) => (
        <OwnValue row={row} value={pick(row)} as={group === 'put' || group === 'get' ? 'short' : 'rate'} />
      ),
      csv: pick,
      ...more,
    })
    return [
      {
        id: 'name',
        header: t('column.name'),
        width: 146,
        sortKey: 'name',
        cell: (row) => (
          <span className="grid leading-4">
            <ReplicaName cluster={cluster} row={row} first />
            <span className="mono text-micro font-normal text-ink-3">{row.address}</span>
          </span>
        ),
        csv: (row) => `${row.brokerName}/${row.brokerId}`,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 96,
        sortKey: 'state',
        cell: (row) => (
          <span className="grid leading-4">
            <State
              tone={row.state === 'up' ? 'ok' : row.state === 'down' ? 'danger' : 'unknown'}
              reason={row.reason ?? undefined}
            >
              {t(row.state)}
            </State>
            <span className="text-micro text-ink-3">
              {[t(`role.${row.role}`), row.version].filter(Boolean).join(' · ')}
            </span>
          </span>
        ),
        csv: (row) => row.state,
      },
      number('inTps', ['inTps', '10s'], (r) => r.inTps, { sortKey: 'inTps' }),
      number('inTps1m', ['inTps', '1m'], (r) => r.inTps1m, { hideOnPhone: true }),
      number('inTps10m', ['inTps', '10m'], (r) => r.inTps10m, { hideOnPhone: true }),
      number('outTps', ['outTps', '10s'], (r) => r.outTps, { sortKey: 'outTps' }),
      number('outTps1m', ['outTps', '1m'], (r) => r.outTps1m, { hideOnPhone: true }),
      number('outTps10m', ['outTps', '10m'], (r) => r.outTps10m, { hideOnPhone: true }),
      number('putToday', ['put', 'today'], (r) => r.putToday, { sortKey: 'putToday', hideOnPhone: true }),
      number('putYesterday', ['put', 'yesterday'], (r) => r.putYesterday, { hideOnPhone: true, width: 66 }),
      number('getToday', ['get', 'today'], (r) => r.getToday, { sortKey: 'getToday', hideOnPhone: true }),
      number('getYesterday', ['get', 'yesterday'], (r) => r.getYesterday, { hideOnPhone: true, width: 66 }),
      {
        id: 'diskRatio',
        header: t('column.diskRatio'),
        width: 106,
        sortKey: 'diskRatio',
        sortFirst: 'desc',
        cell: (row) => <DiskCell row={row} />,
        csv: (row) => row.diskRatio,
      },
      {
        id: 'commitLog',
        header: t('column.commitLog'),
        width: 96,
        align: 'right',
        hideOnPhone: true,
        cell: (row) => <CommitLogCell row={row} />,
        csv: (row) => row.commitLogMaxOffset,
      },
      {
        id: 'haLagBytes',
        header: t('column.haLagBytes'),
        width: 72,
        align: 'right',
        sortKey: 'haLagBytes',
        cell: (row) => <HaLagCell row={row} />,
        csv: (row) => row.haLagBytes,
      },
      {
        id: 'clockSkewMs',
        header: t('column.clockSkewMs'),
        width: 92,
        align: 'right',
        hidden: true,
        cell: (row) => <OwnValue row={row} value={row.clockSkewMs} as="count" unit="ms" />,
        csv: (row) => row.clockSkewMs,
      },
      {
        id: 'startedAt',
        header: t('column.startedAt'),
        width: 100,
        align: 'right',
        sortKey: 'startedAt',
        hideOnPhone: true,
        cell: (row) => <UptimeCell row={row} />,
        csv: (row) => row.startedAt,
      },
    ]
  }, [t, cluster])
}

function OwnValue({ row, value, as, unit }: { row: BrokerRow; value: number | null; as: ValueKind; unit?: string }) {
  const old = row.state === 'down' ? { lastGoodAt: row.asOf, showAge: false, reason: row.reason ?? undefined } : {}
  return <Value value={value} as={as} {...(unit === undefined ? {} : { unit })} {...old} />
}
