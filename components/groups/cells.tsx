'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { State } from '@/components/ui/state'
import { Trend } from '@/components/ui/trend'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { Dash, Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import {
  directions,
  type GroupNumber,
  type GroupRow,
  lagCaveats,
  lagLook,
  shortVersions,
  whyUnknown,
} from './group-values'

/** What of a group its cells read. */
type Facts = Pick<
  GroupRow,
  | 'name'
  | 'state'
  | 'leftover'
  | 'members'
  | 'stateAsOf'
  | 'notes'
  | 'lagMessages'
  | 'lagMs'
  | 'outTps'
  | 'retryMessages'
  | 'dlqMessages'
  | 'expiredMessages'
  | 'trend'
  | 'clientVersions'
  | 'atLeast'
>

/** Words that explain what they stand round, on hover and focus. */
export function Explained({ words, children }: { words: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the words show on focus too
    <span data-hint={words} tabIndex={0}>
      {children}
      <span className="sr-only">, {words}</span>
    </span>
  )
}

/** Why a number of a group is not known, as a sentence. `silent`: brokers that did not answer. */
export function useGroupReason(): (row: Facts, field: GroupNumber, silent: string) => string {
  const t = useTranslations('groups.why')
  return (row, field, silent) => {
    const why = whyUnknown(row, field)
    return why === 'brokerSilent' && silent !== '' ? t('brokersSilent', { brokers: silent }) : t(why)
  }
}

/** What qualifies a lag, as sentences; null where nothing does. */
export function useCaveats(): (row: Pick<Facts, 'notes' | 'lagMessages'>) => string | null {
  const t = useTranslations('groups.note')
  return (row) => {
    const words = lagCaveats(row).map((note) => t(note))
    return words.length === 0 ? null : words.join(' ')
  }
}

/** online, offline, unknown; a group known only from offsets is left over, which is no fault. */
export function GroupState({ row, silent }: { row: Facts; silent: string }) {
  const t = useTranslations('groups')
  const format = useFormat()
  const reason = useGroupReason()
  const asked = row.stateAsOf === null ? undefined : t('askedAt', { time: format.clock(row.stateAsOf) ?? '' })
  if (row.state === 'unknown') return <State tone="unknown" reason={reason(row, 'members', silent)} />
  if (row.leftover) {
    return (
      <span className="text-ink-3" data-hint={t('leftoverHint')}>
        {t('leftover')}
      </span>
    )
  }
  if (row.state === 'offline') return <State tone="offline">{t('state.offline')}</State>
  return (
    <span data-hint={asked}>
      <State tone="ok">{t('state.online')}</State>
    </span>
  )
}

/** A number of a group: exact, at least or unknown, with the reason. */
export function GroupValue({
  row,
  field,
  as = 'count',
  silent,
  className,
}: {
  row: Facts
  field: GroupNumber
  as?: 'count' | 'rate' | 'duration'
  silent: string
  className?: string
}) {
  const reason = useGroupReason()
  return (
    <Value
      value={row[field]}
      as={as}
      atLeast={row.atLeast.includes(field)}
      reason={reason(row, field, silent)}
      {...(className ? { className } : {})}
    />
  )
}

/** Lag in messages, with what qualifies it on hover; `at clients` for a broadcasting group. */
export function LagCell({ row, silent }: { row: Facts; silent: string }) {
  const t = useTranslations('groups')
  const caveats = useCaveats()(row)
  const look = lagLook(row)
  if (look === 'at-clients') {
    return (
      <Explained words={t('note.broadcasting')}>
        <span className="text-ink-3">{t('atClients')}</span>
      </Explained>
    )
  }
  if (look === 'none') {
    return (
      <Explained words={t('note.no-queues')}>
        <Dash />
      </Explained>
    )
  }
  const value = <GroupValue row={row} field="lagMessages" silent={silent} />
  return caveats === null || row.lagMessages === null ? value : <Explained words={caveats}>{value}</Explained>
}

/** A measure that follows from the lag: a dash where there is no lag to speak of. */
export function DerivedCell({
  row,
  field,
  as,
  silent,
}: {
  row: Facts
  field: 'lagMs' | 'outTps' | 'retryMessages' | 'expiredMessages'
  as?: 'count' | 'rate' | 'duration'
  silent: string
}) {
  if (lagLook(row) !== 'number' && row[field] === null) return <Dash />
  return <GroupValue row={row} field={field} silent={silent} {...(as ? { as } : {})} />
}

/** Where the lag goes; nothing while the lag itself is unknown. */
export function TrendCell({ row }: { row: Facts }) {
  return row.trend && row.lagMessages !== null ? <Trend direction={directions[row.trend]} /> : null
}

/** Dead letters, as a link to them where there are some. */
export function DeadLettersCell({ cluster, row, silent }: { cluster: string; row: Facts; silent: string }) {
  const value = <GroupValue row={row} field="dlqMessages" silent={silent} />
  if (row.dlqMessages === null || row.dlqMessages === 0) return value
  return (
    <Link href={pages.deadLetters(cluster, row.name)} prefetch={false}>
      {value}
    </Link>
  )
}

/** The newest client version and how many others. */
export function VersionsCell({ row, silent }: { row: Facts; silent: string }) {
  const t = useTranslations('groups')
  const reason = useGroupReason()
  const versions = shortVersions(row.clientVersions)
  if (versions === null) {
    if (row.state === 'offline') return <Dash />
    return <Unknown reason={row.state === 'unknown' ? reason(row, 'members', silent) : t('noVersion')} />
  }
  if (versions.more === 0) return <span className="num text-ink-2">{versions.newest}</span>
  return (
    <Explained words={row.clientVersions.join(', ')}>
      <span className="num text-ink-2">
        {versions.newest} <span className="text-ink-3">+{versions.more}</span>
      </span>
    </Explained>
  )
}
