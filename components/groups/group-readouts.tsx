'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LivePart } from '@/components/charts/rate-chart'
import { AtLeast } from '@/components/ui/at-least'
import { Readout, Readouts } from '@/components/ui/readouts'
import { Spark } from '@/components/ui/spark'
import { Trend } from '@/components/ui/trend'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readGroupLag } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { Explained, useCaveats, useGroupReason } from './cells'
import {
  catchUpWords,
  directions,
  type GroupDetail,
  type GroupNumber,
  lagCaveats,
  lagLook,
  paceOf,
} from './group-values'
import { oldestQueue, splitQueues, unknownQueues } from './queue-values'
import { sparkOf } from './spark-of'

interface GroupReadoutsProps {
  cluster: string
  /** Null on first load. */
  group: GroupDetail | null
  lag: OutputOf<typeof readGroupLag> | null
  series: LivePart | null
}

/** Lag, lag time, out, when it catches up, dead letters. */
export function GroupReadouts({ cluster, group, lag, series }: GroupReadoutsProps) {
  const t = useTranslations('group')
  if (group === null) {
    return (
      <Readouts>
        {(['lag', 'lagTime', 'out', 'catchUp', 'deadLetters'] as const).map((key) => (
          <Readout key={key} label={t(`readout.${key}`)} value={null} loading />
        ))}
      </Readouts>
    )
  }
  return (
    <Readouts>
      <LagReadout group={group} lag={lag} />
      <LagTimeReadout group={group} lag={lag} />
      <OutReadout group={group} series={series} />
      <CatchUpReadout group={group} />
      <DeadLettersReadout cluster={cluster} group={group} />
    </Readouts>
  )
}

function useNumber(group: GroupDetail) {
  const reason = useGroupReason()
  const silent = group.completeness.failed.map((f) => f.target).join(', ')
  return (field: GroupNumber) => ({
    atLeast: group.atLeast.includes(field),
    reason: reason(group, field, silent),
  })
}

function LagReadout({ group, lag }: { group: GroupDetail; lag: GroupReadoutsProps['lag'] }) {
  const t = useTranslations('group')
  const groups = useTranslations('groups')
  const format = useFormat()
  const number = useNumber(group)
  const caveats = useCaveats()(group)
  const look = lagLook(group)
  if (look !== 'number') {
    const words = groups(look === 'at-clients' ? 'note.broadcasting' : 'note.no-queues')
    return <Readout label={t('readout.lag')} value="–" foot={<Explained words={words}>{words}</Explained>} />
  }
  const rate = format.rateUnit(paceOf(group.trend, group.lagTrend))
  const unknown = lag ? unknownQueues(splitQueues(lag.items).current) : 0
  const parts = [
    group.trend === null || group.lagMessages === null ? null : (
      <Trend key="trend" direction={directions[group.trend]}>
        {rate === null || group.trend === 'steady'
          ? t('pace.none', { trend: group.trend })
          : t(`pace.${group.trend}`, { rate })}
      </Trend>
    ),
    unknown === 0 ? null : t('queuesUnknown', { count: unknown }),
    caveats === null ? null : (
      <Explained key="caveats" words={caveats}>
        {lagCaveats(group)
          .slice(0, 1)
          .map((note) => t(`caveat.${note}`))}
      </Explained>
    ),
  ]
  return (
    <Readout
      label={t('readout.lag')}
      value={format.count(group.lagMessages)}
      {...number('lagMessages')}
      foot={<Dotted parts={parts} />}
      spark={<Spark points={group.lagTrend} series="lag" size="tile" />}
    />
  )
}

function LagTimeReadout({ group, lag }: { group: GroupDetail; lag: GroupReadoutsProps['lag'] }) {
  const t = useTranslations('group')
  const format = useFormat()
  const number = useNumber(group)
  const oldest = lag && group.lagMs ? oldestQueue(lag.items) : null
  return (
    <Readout
      label={t('readout.lagTime')}
      value={lagLook(group) === 'number' ? format.duration(group.lagMs) : '–'}
      {...number('lagMs')}
      foot={
        oldest ? (
          <span data-hint={oldest.topic}>
            {t('oldestOn', { broker: oldest.brokerName, queue: String(oldest.queueId) })}
          </span>
        ) : (
          t('lagTimeMeans')
        )
      }
    />
  )
}

function OutReadout({ group, series }: { group: GroupDetail; series: LivePart | null }) {
  const t = useTranslations('group')
  const format = useFormat()
  const number = useNumber(group)
  const parts = [
    group.inTps === null ? null : (
      <span key="in" className="num">
        {t('in')} {group.atLeast.includes('inTps') && <AtLeast />}
        {format.rateUnit(group.inTps)}
      </span>
    ),
    group.inFlight === null || group.inFlight === 0 ? null : (
      <Explained key="flight" words={t('inFlightMeans')}>
        {group.atLeast.includes('inFlight') && <AtLeast />}
        {t('inFlight', { count: format.count(group.inFlight) })}
      </Explained>
    ),
  ]
  return (
    <Readout
      label={t('readout.out')}
      series="out"
      value={group.outTps === null && lagLook(group) !== 'number' ? '–' : format.rateUnit(group.outTps)}
      {...number('outTps')}
      foot={<Dotted parts={parts} />}
      spark={series && <Spark points={sparkOf(series.points, 'outTps')} series="out" size="tile" />}
    />
  )
}

function CatchUpReadout({ group }: { group: GroupDetail }) {
  const t = useTranslations('group')
  const format = useFormat()
  const now = useNow()
  const words = catchUpWords(group)
  const label = t('readout.catchUp')
  if (words.kind === 'estimate') {
    const at = now === null ? null : format.clock(now + words.remainingMs, 'minutes')
    return (
      <Readout
        label={label}
        estimate
        value={format.age(words.remainingMs)}
        foot={at === null ? t('catchUp.pace') : t('catchUp.at', { time: at })}
      />
    )
  }
  if (words.kind === 'unknown' || words.kind === 'too-few-samples') {
    return <Readout label={label} value={null} reason={t(`catchUp.${words.kind}`)} foot={t(`catchUp.${words.kind}`)} />
  }
  return (
    <Readout
      label={label}
      value={words.kind === 'caught-up' ? t('catchUp.now') : '–'}
      foot={t(`catchUp.${words.kind}`)}
    />
  )
}

function DeadLettersReadout({ cluster, group }: { cluster: string; group: GroupDetail }) {
  const t = useTranslations('group')
  const format = useFormat()
  const number = useNumber(group)
  const parts = [
    (group.dlqMessages ?? 0) === 0 ? null : (
      <Link key="browse" href={pages.deadLetters(cluster, group.name)} prefetch={false}>
        {t('theirTopic')}
      </Link>
    ),
    group.retryMessages === null ? null : (
      <span key="retry">
        {group.atLeast.includes('retryMessages') && <AtLeast />}
        {t('waitingAgain', { count: format.count(group.retryMessages) })}
      </span>
    ),
  ]
  return (
    <Readout
      label={t('readout.deadLetters')}
      value={format.count(group.dlqMessages)}
      {...number('dlqMessages')}
      foot={<Dotted parts={parts} />}
    />
  )
}

function Dotted({ parts }: { parts: readonly ReactNode[] }) {
  const shown = parts.filter((part) => part !== null)
  return shown.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line
    <span key={index}>
      {index > 0 && ' · '}
      {part}
    </span>
  ))
}
