import { AtLeast } from '@/components/ui/at-least'
import { cn } from '@/components/ui/cn'
import { Unknown } from '@/components/ui/unknown'
import type { Format } from '@/components/ui/use-format'
import { formatValue, type ValueKind } from '@/components/ui/value'
import { seriesColor } from './chart-colors'
import type { PlotBox } from './plot-box'
import type { ChartSeries, PreparedChart } from './prepare/types'

interface EndLabelsProps {
  chart: PreparedChart
  series: readonly ChartSeries[]
  as: ValueKind
  format: Format
  box: PlotBox
}

/** The values now, in ink, each behind a key in its series' colour, beside the end of its line. */
export function EndLabels({ chart, series, as, format, box }: EndLabelsProps) {
  return (
    <div
      className="absolute pl-2"
      style={{ top: box.top, left: `calc(100% - ${box.right})`, height: box.plotHeight, right: 0 }}
    >
      {chart.ends.map((end) => {
        const one = series.find((s) => s.key === end.key)
        if (!one) return null
        return (
          <div
            key={end.key}
            className="absolute -translate-y-1/2 text-small leading-3.5 font-medium whitespace-nowrap tabular-nums [font-stretch:90%]"
            style={{ top: `${end.top * 100}%` }}
          >
            <i
              className={cn(
                'mr-1 inline-block h-0.75 w-2.5 rounded-[1px] align-[3px]',
                one.shape === 'area' && 'h-2 align-[-1px]',
              )}
              style={{ background: seriesColor(one.color) }}
            />
            {end.value === null ? (
              <Unknown />
            ) : (
              <>
                {end.atLeast && <AtLeast />}
                {formatValue(end.value, as, format)}
              </>
            )}
            <small className="block pl-3.5 text-micro leading-3.25 font-normal text-ink-3">
              {one.endLabel ?? one.label}
            </small>
          </div>
        )
      })}
    </div>
  )
}
