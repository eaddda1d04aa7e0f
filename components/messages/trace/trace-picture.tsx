'use client'

import { ArrowUp, type LucideIcon, Server, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import type { Lane, Timeline } from './timeline'
import { useTraceWords } from './words'

const LANES_AT_ONCE = 30

const bars: Record<Lane['look'], string> = {
  produce: 'bg-in',
  store: 'bg-lag',
  consume: 'bg-out',
  // Outlined: its words say "failed" as well, so no colour stands alone.
  failed: 'border border-danger-fill bg-danger-soft',
  running: 'hatch border border-line-3 border-r-0 bg-unknown-soft',
}

/**
 * A lane for each step on one axis; `heads`: a head over the lanes of each group. Everything it draws is said in words
 * beside it: bars and axis are hidden from those who do not see them.
 */
export function TracePicture({
  timeline,
  heads,
}: {
  timeline: Timeline
  /** What stands at the right of a group's head. */
  heads?: (actor: string | null, kind: Lane['kind']) => ReactNode
}) {
  const t = useTranslations('trace')
  const [all, setAll] = useState(false)
  const lanes = all ? timeline.lanes : timeline.lanes.slice(0, LANES_AT_ONCE)
  const { spanMs, ticks } = timeline
  const format = useFormat()
  const { time } = useTraceWords()
  return (
    <>
      <div className="relative isolate [--lab:132px] desk:[--lab:min(38%,236px)]">
        <div aria-hidden="true" className="pointer-events-none absolute top-0 right-0 bottom-5.5 left-(--lab) -z-1">
          {ticks.map((tick) => (
            <i
              key={tick}
              className="absolute top-0 bottom-0 w-px bg-[var(--chart-grid)]"
              style={{ left: `${(tick / spanMs) * 100}%` }}
            />
          ))}
        </div>
        <ol aria-label={t('steps')}>
          {lanes.map((lane, index) => {
            const before = lanes[index - 1]
            const isFirst = before === undefined || headOf(before) !== headOf(lane)
            return (
              <li key={lane.id}>
                {heads && isFirst && <Head lane={lane}>{heads(lane.actor, lane.kind)}</Head>}
                <LaneRow lane={lane} spanMs={spanMs} headed={heads !== undefined} />
              </li>
            )
          })}
        </ol>
        <div aria-hidden="true" className="relative ml-(--lab) h-5.5">
          {ticks.map((tick) => (
            <span
              key={tick}
              className={cn(
                'num absolute top-1 text-micro leading-3.5 text-ink-3 first:translate-x-0',
                tick / spanMs > 0.96 ? '-translate-x-full' : '-translate-x-1/2',
              )}
              style={{ left: `${(tick / spanMs) * 100}%` }}
            >
              {tick === 0 ? '0' : tick % 1_000 === 0 ? format.duration(tick) : time(tick)}
            </span>
          ))}
        </div>
      </div>
      {lanes.length < timeline.lanes.length && (
        <Button size="sm" className="mt-1.5" onClick={() => setAll(true)}>
          {t('moreLanes', { count: timeline.lanes.length })}
        </Button>
      )}
    </>
  )
}

/** What the colours mean; each bar says it in words as well. */
export function TraceLegend() {
  const t = useTranslations('trace.key')
  return (
    <ul className="flex flex-wrap gap-x-3.5 pb-1.5 text-small text-ink-2">
      {(['produce', 'store', 'consume', 'failed'] as const).map((look) => (
        <li key={look} className="flex items-center gap-1.25">
          <i aria-hidden="true" className={cn('h-2 w-2.5 rounded-[1px]', bars[look])} />
          {t(look)}
        </li>
      ))}
      <li className="text-ink-3">{t('waiting')}</li>
    </ul>
  )
}

/** Steps of one producer stand under one head, whatever they did. */
const headOf = ({ actor, kind }: Lane) => `${kind === 'attempt' || kind === 'store' ? kind : 'produce'} ${actor}`

const icons: Record<Lane['kind'], LucideIcon> = {
  produce: ArrowUp,
  transaction: ArrowUp,
  recall: ArrowUp,
  store: Server,
  attempt: Users,
}

function Head({ lane, children }: { lane: Lane; children: ReactNode }) {
  const Icon = icons[lane.kind]
  return (
    <div className="-mx-2 flex min-h-7.5 items-center gap-2 border-b border-line-2 bg-sunken px-2 font-semibold">
      <Icon className="size-3.5 flex-none stroke-[1.6] text-ink-2" aria-hidden="true" />
      <Actor lane={lane} />
      <span className="ml-auto text-small font-normal">{children}</span>
    </div>
  )
}

function Actor({ lane }: { lane: Lane }) {
  const t = useTranslations('trace')
  if (lane.actor === null) return <Unknown reason={t('unknownGroupWhy')}>{t('unknownGroup')}</Unknown>
  return <span className="min-w-0 wrap-anywhere">{lane.actor}</span>
}

function LaneRow({ lane, spanMs, headed }: { lane: Lane; spanMs: number; headed: boolean }) {
  const t = useTranslations('trace')
  const { step } = useTraceWords()
  return (
    <div className="grid min-h-6.5 grid-cols-[var(--lab)_minmax(0,1fr)] items-center border-b border-line">
      <span className={cn('min-w-0 py-0.5 pr-2 leading-4.5', headed && 'desk:pl-5.5')}>
        {!headed && (
          <span className="font-medium">
            <Actor lane={lane} />{' '}
          </span>
        )}
        <span className={cn(!headed && 'text-ink-2')}>{step(lane)}</span>
        {headed && lane.kind === 'attempt' && <span className="mono text-ink-2 max-desk:hidden"> {lane.host}</span>}
      </span>
      <Plot lane={lane} spanMs={spanMs} unknown={<Unknown reason={t('noTimeWhy')}>{t('noTime')}</Unknown>} />
    </div>
  )
}

// Where the words of a bar fit: behind it, before it, or over its end.
const LAST_WITH_ROOM = 0.62
const FIRST_WITH_ROOM = 0.4
/** A wait is named where the line is at least this long. */
const NAMED_WAIT = 0.16

function Plot({ lane, spanMs, unknown }: { lane: Lane; spanMs: number; unknown: ReactNode }) {
  const t = useTranslations('trace')
  const { note, time } = useTraceWords()
  const { fromMs, waitFromMs } = lane
  const words = (
    <span className={cn(lane.look === 'failed' && 'font-medium text-danger')}>
      {note(lane)}
      {fromMs !== null && <span className="sr-only">. {t('sinceFirst', { time: time(fromMs) })}</span>}
    </span>
  )
  if (fromMs === null) {
    return (
      <div className="num flex items-center gap-2 text-small text-ink-2">
        {unknown} {words}
      </div>
    )
  }
  const from = fromMs / spanMs
  const to = lane.look === 'running' ? 1 : (lane.toMs ?? fromMs) / spanMs
  const isAfter = to <= LAST_WITH_ROOM
  const isBefore = !isAfter && from >= FIRST_WITH_ROOM
  const wait = waitFromMs === null ? 0 : from - waitFromMs / spanMs
  const percent = (part: number) => `${part * 100}%`
  return (
    <div className="num relative h-6.5 text-small text-ink-2">
      {waitFromMs !== null && (
        <span
          className="absolute top-3 flex h-px items-center justify-center bg-line-3"
          style={{ left: percent(waitFromMs / spanMs), width: percent(wait) }}
        >
          {wait >= NAMED_WAIT && !isBefore && (
            <span className="bg-background px-1.25 text-micro text-ink-3">
              {t('waits', { time: time(fromMs - waitFromMs) })}
            </span>
          )}
        </span>
      )}
      <i
        aria-hidden="true"
        className={cn('absolute top-2 h-2.5 min-w-0.75 rounded-[1px]', bars[lane.look])}
        style={{ left: percent(from), width: percent(Math.max(0, to - from)) }}
      />
      <span
        className={cn('absolute top-1.25 px-0.75 leading-4', !(lane.look === 'running') && 'bg-background')}
        style={
          isAfter
            ? { left: `calc(${percent(to)} + 7px)` }
            : isBefore
              ? { right: `calc(${percent(1 - from)} + 4px)` }
              : { right: 4 }
        }
      >
        {words}
      </span>
    </div>
  )
}
