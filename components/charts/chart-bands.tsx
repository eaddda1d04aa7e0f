import type { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { PlotBox } from './plot-box'
import { type BandTab, bandTabs } from './prepare/band-tabs'
import type { ChartBand, PreparedChart } from './prepare/types'

/** What a band's tab says: who did not answer, or that nobody was asked. */
export function bandCause(targets: readonly string[], t: ReturnType<typeof useTranslations<'chart'>>): string {
  return targets.length === 0
    ? t('notCollected')
    : t('noDataFrom', { target: targets.length > 3 ? `${targets.slice(0, 3).join(', ')} …` : targets.join(', ') })
}

interface BandLayerProps {
  chart: PreparedChart
  box: PlotBox
  cause: (targets: readonly string[]) => string
  /** Of the plot. */
  widthPx: number
}

/** Hatched times, each with its cause in a tab at its top; they lie under the lines. */
export function BandLayer({ chart, box, cause, widthPx }: BandLayerProps) {
  const span = chart.toMs - chart.fromMs
  const part = (ms: number) => (ms / span) * 100
  const tabs = bandTabs(chart.bands, (band) => cause(band.targets), chart, widthPx)
  return (
    <div aria-hidden="true" data-plot className="absolute" style={box.plotStyle}>
      {chart.bands.map((band, index) => (
        <Band
          key={band.fromMs}
          band={band}
          left={part(band.fromMs - chart.fromMs)}
          width={part(band.toMs - band.fromMs)}
          tab={tabs[index] ?? null}
        />
      ))}
    </div>
  )
}

function Band({ band, left, width, tab }: { band: ChartBand; left: number; width: number; tab: BandTab | null }) {
  return (
    <div
      className={cn('hatch absolute inset-y-0 border-l border-line-3 bg-unknown-soft', !band.open && 'border-r')}
      style={{ left: `${left}%`, width: `${width}%` }}
    >
      {tab && (
        <span
          className={cn(
            'absolute top-0 z-1 border-b border-line-3 bg-background px-1.5 text-micro whitespace-nowrap text-ink-2',
            tab.side === 'left' ? 'right-full border-l' : 'left-0 border-r',
          )}
        >
          {tab.text}
        </span>
      )}
    </div>
  )
}
