'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ageMs } from '@/components/layout/truth'
import { Bar } from '@/components/ui/bar'
import { State } from '@/components/ui/state'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { Value } from '@/components/ui/value'
import type { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'

export type BrokerRow = OutputOf<typeof listBrokers>['items'][number]

/** `broker-a / 0`; the name stands once for its replicas. */
export function ReplicaName({ cluster, row, first }: { cluster: string; row: BrokerRow; first: boolean }) {
  return (
    <Link
      prefetch={false}
      className={row.brokerId === 0 ? 'text-ink' : 'font-normal text-ink-2'}
      href={pages.broker(cluster, row.brokerName)}
      aria-label={`${row.brokerName} / ${row.brokerId}`}
    >
      <span className={first ? undefined : 'invisible'} aria-hidden="true">
        {row.brokerName}
      </span>
      <span className="font-normal text-ink-3"> / {row.brokerId}</span>
    </Link>
  )
}

/** Role while it is up: the exception takes its place. */
export function RoleCell({ row }: { row: BrokerRow }) {
  const t = useTranslations('brokers')
  if (row.state === 'down')
    return (
      <State tone="danger" reason={row.reason ?? undefined}>
        {t('down')}
      </State>
    )
  if (row.state === 'unknown')
    return (
      <State tone="unknown" reason={row.reason ?? undefined}>
        {t('unknown')}
      </State>
    )
  return <span className="text-ink-2">{t(`role.${row.role}`)}</span>
}

export function DiskCell({ row }: { row: BrokerRow }) {
  const over = row.diskRatio !== null && row.diskThresholdRatio !== null && row.diskRatio >= row.diskThresholdRatio
  const old = row.state === 'down'
  return (
    <span className="inline-flex items-center gap-1.5">
      <Bar
        ratio={row.diskRatio}
        {...(row.diskThresholdRatio === null ? {} : { threshold: row.diskThresholdRatio })}
        tone={over && !old ? 'warning' : undefined}
        old={old}
      />
      <Value
        value={row.diskRatio}
        as="percent"
        {...(old ? { lastGoodAt: row.asOf, showAge: false } : {})}
        {...(over && !old ? { className: 'font-semibold text-warn' } : {})}
      />
    </span>
  )
}

const BEHIND_BYTES = 64 * 1024 * 1024

/** Bytes a slave is behind; a master has none; a silent replica's is unknown, with the age of what was last heard. */
export function HaLagCell({ row }: { row: BrokerRow }) {
  const format = useFormat()
  if (row.role === 'master') {
    return row.state === 'down' ? (
      <span className="num text-micro text-ink-3">{format.clock(row.asOf)}</span>
    ) : (
      <Value value={null} notApplicable />
    )
  }
  const behind = row.haLagBytes !== null && row.haLagBytes > BEHIND_BYTES
  return (
    <Value
      value={row.haLagBytes}
      as="bytes"
      reason={row.reason ?? undefined}
      {...(behind ? { className: 'font-semibold text-warn' } : {})}
    />
  )
}

/** How long it runs; for one that is down, how long it has been silent. */
export function UptimeCell({ row }: { row: BrokerRow }) {
  const t = useTranslations('brokers')
  const format = useFormat()
  const nowMs = useNow()
  const since = row.state === 'down' ? (row.asOf ?? row.since) : row.startedAt
  if (since === null) return <Unknown />
  const age = format.duration(ageMs(since, nowMs)) ?? ''
  const hint = format.dateTime(since) ?? undefined
  if (row.state === 'down') {
    return (
      <span className="num font-medium text-danger" data-hint={hint}>
        {t('silent', { age })}
      </span>
    )
  }
  return (
    <span className="num" data-hint={hint}>
      {age}
    </span>
  )
}
