'use client'

import { useTranslations } from 'next-intl'
import type { LivePart } from '@/components/charts/rate-chart'
import { sparkOf } from '@/components/groups/spark-of'
import { Readout, Readouts } from '@/components/ui/readouts'
import { Spark } from '@/components/ui/spark'
import { Trend } from '@/components/ui/trend'
import { useFormat } from '@/components/ui/use-format'
import { haLagOf, isBehind, lagPace, type Replica } from './broker-values'

interface BrokerReadoutsProps {
  /** Null on first load. */
  subject: Replica | null
  chosen: readonly Replica[]
  all: readonly Replica[]
  series: LivePart | null
  /** Does this version give put latency at all? Null while that is not known. */
  latencyGiven: boolean | null
}

/** In, out, put latency, HA lag, disk. */
export function BrokerReadouts({ subject, chosen, all, series, latencyGiven }: BrokerReadoutsProps) {
  const t = useTranslations('broker')
  if (subject === null) {
    return (
      <Readouts>
        {(['in', 'out', 'latency', 'haLag', 'disk'] as const).map((key) => (
          <Readout key={key} label={t(`readout.${key}`)} value={null} loading />
        ))}
      </Readouts>
    )
  }
  return (
    <Readouts>
      <RateReadout subject={subject} series={series} way="in" />
      <RateReadout subject={subject} series={series} way="out" />
      <LatencyReadout subject={subject} latencyGiven={latencyGiven} />
      <HaLagReadout chosen={chosen} all={all} series={series} />
      <DiskReadout subject={subject} />
    </Readouts>
  )
}

/** What a replica that does not answer said last, with its age. */
const oldOf = (replica: Replica) =>
  replica.state === 'up' ? {} : { lastGoodAt: replica.asOf, reason: replica.reason ?? undefined }

function RateReadout({
  subject,
  series,
  way,
}: {
  subject: Replica
  series: BrokerReadoutsProps['series']
  way: 'in' | 'out'
}) {
  const t = useTranslations('broker')
  const format = useFormat()
  const [now, one, ten] =
    way === 'in'
      ? [subject.inTps, subject.inTps1m, subject.inTps10m]
      : [subject.outTps, subject.outTps1m, subject.outTps10m]
  const notYet = t('notYet')
  const isCopy = way === 'in' && subject.brokerId !== 0
  return (
    <Readout
      label={t(isCopy ? 'readout.copied' : `readout.${way}`)}
      series={way}
      value={format.rateUnit(now)}
      reason={subject.reason ?? undefined}
      {...oldOf(subject)}
      foot={
        <span className="num" data-hint={t('ownRates')}>
          {t('rates', { one: format.rate(one) ?? notYet, ten: format.rate(ten) ?? notYet })}
        </span>
      }
      spark={series && <Spark points={sparkOf(series.points, `${way}Tps`)} series={way} size="tile" />}
    />
  )
}

function LatencyReadout({ subject, latencyGiven }: { subject: Replica; latencyGiven: boolean | null }) {
  const t = useTranslations('broker')
  const format = useFormat()
  const label = t('readout.latency')
  if (subject.putLatency99Ms === null) {
    if (latencyGiven !== false && subject.brokerId !== 0) {
      return <Readout label={label} value="–" foot={t('slaveTakesNone')} />
    }
    if (latencyGiven === true && subject.state === 'up') {
      return <Readout label={label} value="–" foot={t('nothingPut')} />
    }
    const why =
      latencyGiven !== false
        ? (subject.reason ?? '')
        : subject.version === null
          ? t('notGivenByIt')
          : t('notGiven', { version: subject.version })
    return <Readout label={label} value={null} reason={why} foot={why} />
  }
  return (
    <Readout
      label={label}
      value={milliseconds(subject.putLatency99Ms, format, t)}
      {...oldOf(subject)}
      foot={
        <span className="num" data-hint={t('lastMinute')}>
          {subject.putLatency999Ms === null
            ? t('lastMinute')
            : t('p999', { value: milliseconds(subject.putLatency999Ms, format, t) ?? '' })}
        </span>
      }
    />
  )
}

/** Below 10 ms with a tenth, as the broker gives it. */
function milliseconds(
  ms: number,
  format: ReturnType<typeof useFormat>,
  t: ReturnType<typeof useTranslations<'broker'>>,
): string | null {
  return ms > 0 && ms < 10 ? t('ms', { value: ms.toFixed(1) }) : format.duration(ms)
}

function HaLagReadout({ chosen, all, series }: Pick<BrokerReadoutsProps, 'chosen' | 'all' | 'series'>) {
  const t = useTranslations('broker')
  const format = useFormat()
  const lag = haLagOf(chosen, all)
  const label = t('readout.haLag')
  if (lag.slaves === 0) return <Readout label={label} value="–" foot={t('noSlave')} />
  const pace = series && lagPace(series.points)
  const worstOf = lag.slaves > 1 ? ` · ${t('ofSlaves', { count: lag.slaves })}` : ''
  const why = lag.reason ?? t('masterSilent')
  return (
    <Readout
      label={label}
      value={format.bytes(lag.bytes)}
      atLeast={lag.atLeast}
      reason={why}
      foot={
        lag.bytes === null ? (
          why
        ) : (
          <>
            {pace === null ? (
              t(isBehind(lag.bytes) ? 'steady' : 'inStep')
            ) : (
              <Trend direction={pace > 0 ? 'growing' : 'falling'}>
                {t(pace > 0 ? 'paceGrowing' : 'paceFalling', { rate: format.bytes(Math.abs(pace)) })}
              </Trend>
            )}
            {worstOf}
          </>
        )
      }
      spark={series && <Spark points={sparkOf(series.points, 'haLagBytes')} series="lag" size="tile" />}
    />
  )
}

function DiskReadout({ subject }: { subject: Replica }) {
  const t = useTranslations('broker')
  const format = useFormat()
  const { diskTotalBytes: total, diskFreeBytes: free } = subject
  return (
    <Readout
      label={t('readout.disk')}
      value={format.percent(subject.diskRatio)}
      reason={subject.reason ?? undefined}
      {...oldOf(subject)}
      foot={
        total === null || free === null ? (
          t('fullestPath')
        ) : (
          <span className="num">{t('diskOf', { used: format.bytes(total - free), total: format.bytes(total) })}</span>
        )
      }
    />
  )
}
