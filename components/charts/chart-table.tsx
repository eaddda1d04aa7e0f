import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { Format } from '@/components/ui/use-format'
import { Value, type ValueKind } from '@/components/ui/value'
import type { ChartSeries, PreparedChart } from './prepare/types'

interface ChartTableProps {
  chart: PreparedChart
  series: readonly ChartSeries[]
  label: string
  as: ValueKind
  format: Format
  className?: string | undefined
  /** As high as the drawing, so that nothing moves when it is switched. */
  height: number
}

// Positioned: what only screen readers see stays inside, and the page does not become wider.
const scrollLook = 'relative overflow-auto'

/** The chart's numbers, newest first. */
export function ChartTable({ chart, series, label, as, format, className, height }: ChartTableProps) {
  const t = useTranslations('chart')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus to be scrolled by keys
    <div role="group" aria-label={label} tabIndex={0} className={cn(scrollLook, className)} style={{ height }}>
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 h-7 border-b border-line-2 bg-background text-left text-micro font-normal text-ink-3"
            >
              {t('time')}
            </th>
            {series.map((one) => (
              <th
                key={one.key}
                scope="col"
                className="sticky top-0 h-7 border-b border-line-2 bg-background pl-2.5 text-right text-micro font-normal text-ink-3"
              >
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.rows.toReversed().map((row) => (
            <tr key={row.atMs}>
              <th scope="row" className="num h-6.5 border-b border-line text-left font-normal">
                {format.clock(row.atMs)}
              </th>
              {series.map((one) => {
                const bound = row.atLeast[one.key] ?? null
                return (
                  <td key={one.key} className="border-b border-line pl-2.5 text-right">
                    <Value value={bound ?? row.whole[one.key] ?? null} as={as} atLeast={bound !== null} tint={false} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
