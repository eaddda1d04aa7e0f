'use client'

import type { ReactNode } from 'react'
import type { Moment } from '@/lib/format/clock'
import { AtLeast } from './at-least'
import { cn } from './cn'
import { Skeleton } from './skeleton'
import { Unknown } from './unknown'
import { Aged } from './value'

/** Four or five tiles in one strip, divided by hairlines; two columns on a phone. */
export function Readouts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn(
        'grid auto-cols-fr grid-flow-col border-t border-b border-t-rule border-b-line-2',
        'max-mid:grid-flow-row max-mid:grid-cols-3 max-desk:grid-cols-2',
        className,
      )}
    >
      {children}
    </div>
  )
}

interface ReadoutProps {
  label: ReactNode
  /** The number as written by `useFormat`, with its units (`2 m 10 s`, `1,120 /s`): units are drawn small. Null is unknown. */
  value: string | null
  atLeast?: boolean
  /** An estimate: `~` before it. */
  estimate?: boolean
  reason?: string | undefined
  lastGoodAt?: Moment | null | undefined
  /** Trend, then how far it can be trusted. */
  foot?: ReactNode
  /** A `Spark` of size `tile`, only where the past matters. */
  spark?: ReactNode
  /** A key in the colour of a chart's series. */
  series?: 'in' | 'out' | 'lag'
  /** First load: the label is true already. */
  loading?: boolean
}

const seriesLook = { in: 'bg-in', out: 'bg-out', lag: 'h-2 bg-lag' }

/** One tile: label, value, a line about it. */
export function Readout({
  label,
  value,
  atLeast,
  estimate,
  reason,
  lastGoodAt,
  foot,
  spark,
  series,
  loading,
}: ReadoutProps) {
  return (
    <div className="relative min-w-0 border-l border-line px-4 pt-2.25 pb-2.5 first:border-l-0 first:pl-0 max-mid:nth-[3n+1]:border-l-0 max-mid:nth-[3n+1]:pl-0 max-mid:nth-[n+4]:border-t max-desk:nth-[n]:border-l max-desk:nth-[n]:pl-3 max-desk:nth-[n+3]:border-t max-desk:nth-[odd]:border-l-0 max-desk:nth-[odd]:pl-0 max-desk:nth-[odd]:last:col-span-full">
      <div className="flex items-center gap-1.5 text-small whitespace-nowrap text-ink-2">
        {series && <SeriesKey series={series} />}
        {label}
      </div>
      <div className="readout mt-0.5 flex h-8 items-baseline gap-1.25 text-readout font-medium">
        {loading ? (
          <Skeleton width={88} height={22} className="self-center" />
        ) : value === null ? (
          <Unknown reason={reason} className="h-6 self-center px-2 text-lead leading-6" />
        ) : lastGoodAt ? (
          <Aged at={lastGoodAt} reason={reason} className="readout">
            {value}
          </Aged>
        ) : (
          <Figures text={value} atLeast={atLeast ?? false} estimate={estimate ?? false} />
        )}
      </div>
      <div className="mt-0.5 min-h-4 truncate text-small text-ink-3 [&_a]:underline max-[1400px]:whitespace-normal">
        {loading ? <Skeleton width={110} /> : foot}
      </div>
      {spark && <div className="absolute top-3 right-4 max-wide:hidden">{spark}</div>}
    </div>
  )
}

/** A number written large, its units small. */
export function Figures({ text, atLeast, estimate }: { text: string; atLeast: boolean; estimate: boolean }) {
  return (
    <span className="inline-flex items-baseline gap-1.25">
      <span className="inline-flex items-baseline">
        {atLeast && <AtLeast className="h-[0.6em] w-[0.5em]" />}
        {estimate && '~'}
        {text.split(' ')[0]}
      </span>
      {text
        .split(' ')
        .slice(1)
        .map((part, index) =>
          /^[\d<−]/.test(part) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one number
            <span key={index}>{part}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one number
            <span key={index} className="text-[14px] font-normal tracking-normal text-ink-2 [font-stretch:94%]">
              {part}
            </span>
          ),
        )}
    </span>
  )
}

/** The short line (for lag a block) in a series' colour that names it everywhere. */
export function SeriesKey({ series, className }: { series: 'in' | 'out' | 'lag'; className?: string }) {
  return (
    <i
      aria-hidden="true"
      className={cn('inline-block h-0.75 w-2.5 flex-none rounded-[1px]', seriesLook[series], className)}
    />
  )
}
