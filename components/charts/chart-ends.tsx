import { AtLeast } from '@/components/ui/at-least'
import { cn } from '@/components/ui/cn'
import { Unknown } from '@/components/ui/unknown'
import type { Format } from '@/components/ui/use-format'
import { formatValue, type ValueKind } from '@/components/ui/value'
import { SeriesMark } from './chart-legend'
import type { PlotBox } from './plot-box'
import type { ChartSeries, PreparedChart } from './prepare/types'

interface EndLabelsProps {
  chart: PreparedChart
  series: readonly ChartSeries[]
  as: ValueKind
  format: Format
  box: PlotBox
  /** Switches a line off and on; absent where there is only one. */
  onToggle: ((key: string) => void) | undefined
}

/**
 * The values now, in ink, each behind a key in its series' colour, beside the end of its line. They are the legend too: a
 * press switches the line off, and its label lies at the foot until the next one.
 */
export function EndLabels({ chart, series, as, format, box, onToggle }: EndLabelsProps) {
  return (
    <div
      className="absolute z-2 pl-2"
      style={{ top: box.top, left: `calc(100% - ${box.right})`, height: box.plotHeight, right: 0 }}
    >
      {chart.ends.map((end) => {
        const one = series.find((s) => s.key === end.key)
        if (!one) return null
        const label = one.endLabel ?? one.label
        const text = (
          <>
            <SeriesMark series={one} off={end.hidden} />
            {end.hidden ? null : end.value === null ? (
              <Unknown />
            ) : (
              <>
                {end.atLeast && <AtLeast />}
                {formatValue(end.value, as, format)}
              </>
            )}
            <small
              className={cn(
                'text-micro leading-3.25 font-normal text-ink-3',
                end.hidden ? 'line-through' : 'block pl-3.5',
              )}
            >
              {label}
            </small>
          </>
        )
        const look =
          'absolute -translate-y-1/2 text-left text-small leading-3.5 font-medium whitespace-nowrap tabular-nums [font-stretch:90%]'
        const style = { top: `${end.top * 100}%` }
        return onToggle === undefined ? (
          <div key={end.key} className={look} style={style}>
            {text}
          </div>
        ) : (
          <button
            key={end.key}
            type="button"
            className={cn(look, 'rounded-sm hover:bg-hover')}
            style={style}
            aria-pressed={!end.hidden}
            aria-label={one.label}
            onClick={() => onToggle(end.key)}
          >
            {text}
          </button>
        )
      })}
    </div>
  )
}
