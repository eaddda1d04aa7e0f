import { cn } from '@/components/ui/cn'
import { seriesColor } from './chart-colors'
import type { ChartSeries } from './prepare/types'

/** Which line is which, where their ends say nothing; a press switches one off. */
export function ChartLegend({
  series,
  hidden,
  onToggle,
}: {
  series: readonly ChartSeries[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
}) {
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-1">
      {series.map((one) => {
        const off = hidden.has(one.key)
        return (
          <button
            key={one.key}
            type="button"
            aria-pressed={!off}
            className="rounded-sm text-small leading-4 text-ink-2 hover:text-ink max-desk:min-h-6"
            onClick={() => onToggle(one.key)}
          >
            <SeriesMark series={one} off={off} />
            <span className={cn(off && 'text-ink-3 line-through')}>{one.label}</span>
          </button>
        )
      })}
    </div>
  )
}

/** The key of a series: a stroke, for an area a block; grey while it is switched off. */
export function SeriesMark({ series, off = false }: { series: ChartSeries; off?: boolean }) {
  return (
    <i
      aria-hidden="true"
      className={cn(
        'mr-1 inline-block h-0.75 w-2.5 rounded-[1px] align-[3px]',
        series.shape === 'area' && 'h-2 align-[-1px]',
      )}
      style={{ background: off ? 'var(--line-3)' : seriesColor(series.color) }}
    />
  )
}
