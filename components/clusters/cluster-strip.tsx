'use client'

import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { directions } from '@/components/groups/group-values'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Clock } from '@/components/ui/freshness'
import { Figures, SeriesKey } from '@/components/ui/readouts'
import { Skeleton } from '@/components/ui/skeleton'
import { Spark } from '@/components/ui/spark'
import { State } from '@/components/ui/state'
import { Trend } from '@/components/ui/trend'
import { Unknown } from '@/components/ui/unknown'
import { useFailureWord } from '@/components/ui/use-failure-word'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { Aged } from '@/components/ui/value'
import type { listClusters } from '@/lib/contract/clusters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { problemKey, subjectName } from '@/lib/domain/problems'
import { pages } from '@/lib/url/pages'

export type ClusterRow = OutputOf<typeof listClusters>['items'][number]

const cell = 'min-w-0 border-line px-4.5 min-[1281px]:border-l max-desk:border-0 max-desk:px-0'

const stripLook =
  'grid gap-y-3.5 border-t border-rule pt-4 pb-5.5 min-[1281px]:grid-cols-[164px_272px_290px_minmax(0,0.82fr)_minmax(0,1.2fr)] min-[761px]:max-[1280px]:grid-cols-[150px_250px_minmax(0,1fr)] max-desk:grid-cols-[minmax(0,0.8fr)_minmax(0,1fr)] max-desk:gap-y-2.5 max-desk:pt-3 max-desk:pb-4'

/** One cluster across the page: what answers, what flows, what lags, what is wrong. */
export function ClusterStrip({ cluster, onAskAgain }: { cluster: ClusterRow; onAskAgain: () => void }) {
  return (
    <section aria-labelledby={`cluster-${cluster.id}`} className={stripLook}>
      <Name cluster={cluster} />
      <Answering cluster={cluster} />
      <Flow cluster={cluster} />
      <Lag cluster={cluster} />
      <Problems cluster={cluster} onAskAgain={onAskAgain} />
    </section>
  )
}

/** The strips before the first answer. */
export function ClusterStripSkeleton() {
  const t = useTranslations('clusters')
  return (
    <div aria-busy="true">
      {[0, 1].map((row) => (
        <div key={row} className={stripLook}>
          <div className="grid content-start gap-2.5 max-desk:col-span-full">
            <Skeleton width={96} />
            <Skeleton width={72} />
          </div>
          <dl
            className={cn(
              cell,
              'grid grid-cols-[max-content_minmax(0,1fr)] content-start gap-x-3.5 max-desk:col-span-full',
            )}
          >
            {(['nameServers', 'masters', 'slaves', 'versions'] as const).map((key) => (
              <Fragment key={key}>
                <Term>{t(key)}</Term>
                <dd className="flex items-center">
                  <Skeleton width={104} />
                </dd>
              </Fragment>
            ))}
          </dl>
          <div className={cn(cell, 'grid content-start gap-1')}>
            {(['in', 'out'] as const).map((key) => (
              <div key={key}>
                <div className="flex items-center gap-1.5 text-small text-ink-2">
                  <SeriesKey series={key} />
                  {t(key)}
                </div>
                <div className={readoutLook}>
                  <Skeleton width={72} />
                </div>
              </div>
            ))}
          </div>
          <div className={cn(cell, 'min-[761px]:max-[1280px]:col-span-2 min-[761px]:max-[1280px]:pl-0')}>
            <p className="pb-1 text-small text-ink-2">{t('worstLag')}</p>
            <Skeleton width={88} height={22} />
          </div>
          <div className={cn(cell, 'pr-0 max-desk:col-span-full max-desk:border-t max-desk:pt-2')}>
            <p className="pb-1 text-small text-ink-2">{t('problems')}</p>
            <Skeleton width="60%" />
          </div>
        </div>
      ))}
    </div>
  )
}

const gone = ({ connection }: ClusterRow) => connection.state === 'failed' || connection.state === 'lost'

function Name({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  return (
    <div className="min-w-0 pr-3 max-desk:col-span-full max-desk:flex max-desk:flex-wrap max-desk:items-baseline max-desk:gap-x-3 max-desk:pr-0">
      <h2 id={`cluster-${cluster.id}`} className="text-lead font-semibold wrap-anywhere">
        <Link prefetch={false} className="text-ink" href={pages.overview(cluster.id)}>
          {cluster.name}
        </Link>
      </h2>
      <p className="text-small text-ink-3 wrap-anywhere max-desk:flex-1">{underName(cluster)}</p>
      <p className="pt-2.5 max-desk:pt-0">
        <Condition cluster={cluster} t={t} />
      </p>
    </div>
  )
}

/** What RocketMQ itself calls it; else its id, where that is not its name. */
function underName({ clusterNames, id, name }: ClusterRow): string {
  if (clusterNames.length > 0) return clusterNames.join(', ')
  return id === name ? '' : id
}

/** The worst that can be said of it, in one word. */
function Condition({ cluster, t }: { cluster: ClusterRow; t: ReturnType<typeof useTranslations<'clusters'>> }) {
  const { connection, problems, dangers } = cluster
  if (connection.state === 'connecting') return <State tone="unknown">{t('state.connecting')}</State>
  if (gone(cluster))
    return (
      <State tone="offline" className="text-danger">
        {t(`state.${connection.state}`)}
      </State>
    )
  if (problems === null || dangers === null) return <State tone="unknown" />
  if (dangers > 0) return <State tone="danger">{t('critical', { count: dangers })}</State>
  if (problems > 0) return <State tone="warning">{t('warnings', { count: problems })}</State>
  return <State tone="ok">{t('noProblems')}</State>
}

function Answering({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const { nameServers, masters, mastersUp, slaves, slavesUp, versionCounts } = cluster
  const reachable = nameServers.filter((ns) => ns.reachable).length
  const asked = nameServers.some((ns) => ns.reachable !== null)
  const silent = gone(cluster)
  const versions = versionCounts
    .map(({ version, brokers }) => (versionCounts.length > 1 ? `${version} × ${brokers}` : version))
    .join(', ')
  return (
    <dl
      className={cn(
        cell,
        'grid grid-cols-[max-content_minmax(0,1fr)] content-start gap-x-3.5 leading-6 max-desk:col-span-full',
      )}
    >
      <Term>{t('nameServers')}</Term>
      <Counted up={asked ? reachable : null} of={nameServers.length} reason={t('noAnswerYet')} />
      <Term>{t('masters')}</Term>
      <Counted up={silent && mastersUp === 0 ? null : mastersUp} of={masters} reason={t('noNameServer')} />
      <Term>{t('slaves')}</Term>
      {slaves === 0 ? (
        <dd className="text-ink-3">{t('noSlaves')}</dd>
      ) : (
        <Counted up={silent && slavesUp === 0 ? null : slavesUp} of={slaves} reason={t('noNameServer')} />
      )}
      <Term>{t('versions')}</Term>
      <dd className="min-w-0 truncate" data-hint={versions.length > 24 ? versions : undefined}>
        {versions === '' ? (
          <Unknown reason={t('noNameServer')} />
        ) : silent && cluster.brokersAnswered === 0 ? (
          <Aged at={cluster.lastGood?.at ?? null} showAge={false} reason={t('noNameServer')}>
            {versions}
          </Aged>
        ) : (
          versions
        )}
        {versionCounts.length > 1 && <span className="ml-2 text-small text-ink-3">{t('mixed')}</span>}
      </dd>
    </dl>
  )
}

function Term({ children }: { children: ReactNode }) {
  return <dt className="text-small leading-6 whitespace-nowrap text-ink-3">{children}</dt>
}

const MOST_BARS = 12

/** A bar for each, those that answer filled; then the same in words. */
function Counted({ up, of, reason }: { up: number | null; of: number | null; reason: string }) {
  const t = useTranslations('clusters')
  const bars = Math.min(of ?? 2, MOST_BARS)
  const missing = up !== null && of !== null && up < of
  return (
    <dd className="flex items-center gap-2 whitespace-nowrap">
      <span className="inline-flex gap-0.5" aria-hidden="true">
        {Array.from({ length: (of ?? 0) > MOST_BARS ? 0 : bars }, (_, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            className={cn(
              'h-3.5 w-1.5 rounded-[1px]',
              up === null || of === null
                ? 'hatch inset-ring inset-ring-line-3'
                : index < up
                  ? 'bg-ink-3'
                  : 'inset-ring-[1.5px] inset-ring-danger-fill',
            )}
          />
        ))}
      </span>
      {up === null || of === null ? (
        <Unknown reason={reason} />
      ) : (
        <span className={cn('num', missing && 'font-medium text-danger')}>{t('answer', { up, of })}</span>
      )}
    </dd>
  )
}

function Flow({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  return (
    <div
      className={cn(
        cell,
        'grid grid-cols-[minmax(0,1fr)_auto] content-start items-center gap-x-4 max-desk:grid-cols-1 max-desk:pr-3',
      )}
    >
      <Rate cluster={cluster} field="inTps" label={t('in')} series="in" points={cluster.inTrend} />
      <Rate cluster={cluster} field="outTps" label={t('out')} series="out" points={cluster.outTrend} />
    </div>
  )
}

const readoutLook = 'readout flex min-h-6.5 items-center pb-1 text-[22px] leading-6.5 font-medium'

function Rate({
  cluster,
  field,
  label,
  series,
  points,
}: {
  cluster: ClusterRow
  field: 'inTps' | 'outTps'
  label: string
  series: 'in' | 'out'
  points: ClusterRow['inTrend']
}) {
  const t = useTranslations('clusters')
  const format = useFormat()
  const value = format.rate(cluster[field])
  const old = format.rate(cluster.lastGood?.[field] ?? null)
  return (
    <>
      <div className="min-w-0">
        <div className="flex items-center gap-1.5 text-small text-ink-2">
          <SeriesKey series={series} />
          {label}
        </div>
        <div className={readoutLook}>
          {value !== null ? (
            <Figures text={value} atLeast={cluster.atLeast.includes(field)} estimate={false} />
          ) : old !== null && cluster.lastGood ? (
            <Aged at={cluster.lastGood.at} reason={t('noAnswer')}>
              {old}
            </Aged>
          ) : (
            <Unknown reason={t('noAnswer')} />
          )}
        </div>
      </div>
      <Spark points={points} series={series} size="strip" className="max-desk:hidden" />
    </>
  )
}

function Lag({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const format = useFormat()
  const { worstLag } = cluster
  const unknown = cluster.groups === null || (cluster.brokersAnswered === 0 && worstLag === null)
  return (
    <div className={cn(cell, 'min-[761px]:max-[1280px]:col-span-2 min-[761px]:max-[1280px]:pl-0')}>
      <p className="pb-1 text-small text-ink-2">{t('worstLag')}</p>
      {worstLag === null ? (
        unknown ? (
          <Unknown reason={t('noAnswer')} />
        ) : (
          <p className={cn(readoutLook, 'text-ink-3')}>0</p>
        )
      ) : (
        <>
          <p className={cn(readoutLook, 'gap-1.5')}>
            <Figures text={format.count(worstLag.lagMessages) ?? ''} atLeast={worstLag.atLeast} estimate={false} />
            {worstLag.trend && <Trend direction={directions[worstLag.trend]} className="text-body" />}
          </p>
          <div className="truncate font-medium" data-hint={worstLag.group.length > 24 ? worstLag.group : undefined}>
            <Link prefetch={false} className="text-ink" href={pages.group(cluster.id, worstLag.group)}>
              {worstLag.group}
            </Link>
          </div>
          {worstLag.lagMs !== null && <p className="text-small text-ink-2">{format.duration(worstLag.lagMs)}</p>}
        </>
      )}
    </div>
  )
}

function Problems({ cluster, onAskAgain }: { cluster: ClusterRow; onAskAgain: () => void }) {
  const t = useTranslations('clusters')
  const truth = useTranslations('truth')
  const word = useFailureWord()
  const format = useFormat()
  const now = useNow()
  const { connection, worstProblems, problems } = cluster
  const since = (at: string | null) => (at === null || now === null ? null : format.duration(now - Date.parse(at)))
  const silent = gone(cluster)
  const more = (problems ?? 0) - worstProblems.length
  // Failures carry the time of the last try; since when it has been so is known of a cluster that once answered.
  const first = worstProblems.find(({ kind }) => kind === 'name-server-down')?.since ?? null
  return (
    <div className={cn(cell, 'pr-0 max-desk:col-span-full max-desk:border-t max-desk:pt-2')}>
      <p className="pb-1 text-small text-ink-2">{t('problems')}</p>
      {silent ? (
        <>
          <Line tone="danger" since={since(first)}>
            {t('noNameServerAnswers')}
          </Line>
          <ul className="pt-1">
            {connection.failures.map((failure) => (
              <li key={failure.address} className="mono text-small leading-4.25 text-ink-2 wrap-anywhere">
                {t('failedAt', {
                  hop: t(`hopName.${failure.hop}`),
                  address: failure.address,
                  reason: word(failure.reason),
                })}
              </li>
            ))}
          </ul>
          <p className="flex flex-wrap items-center gap-2 pt-1.5">
            <Button size="sm" onClick={onAskAgain}>
              <RotateCw />
              {truth('askAgain')}
            </Button>
            {cluster.asOf !== null && (
              <span className="text-small text-ink-3">
                {t('valuesFrom')} <Clock at={cluster.asOf} />
              </span>
            )}
          </p>
        </>
      ) : problems === null ? (
        <Unknown reason={t('noAnswerYet')} />
      ) : problems === 0 ? (
        <State tone="ok">{t('noneNow')}</State>
      ) : (
        <ul>
          {worstProblems.map((problem) => (
            <li key={problemKey(problem)}>
              <Line tone={problem.severity} since={since(problem.since)}>
                {t(`problem.${problem.kind}`, {
                  name: subjectName(problem.subject),
                  key: String(problem.facts.key ?? '–'),
                  ratio: format.percent(numberOrNull(problem.facts.diskRatio)) ?? '–',
                })}
              </Line>
            </li>
          ))}
          {more > 0 && (
            <li>
              <Link prefetch={false} className="text-small" href={pages.overview(cluster.id)}>
                {t('more', { count: more })}
              </Link>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null)

function Line({ tone, since, children }: { tone: 'warning' | 'danger'; since: string | null; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-3 leading-5.5">
      <State tone={tone} className="min-w-0 [&>span]:truncate">
        <span>{children}</span>
      </State>
      <span className="num text-ink-2">{since}</span>
    </div>
  )
}
