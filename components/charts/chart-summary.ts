import type { useTranslations } from 'next-intl'
import type { Format } from '@/components/ui/use-format'
import { formatValue, type ValueKind } from '@/components/ui/value'
import type { ChartSeries, PreparedChart } from './prepare/types'

interface SummaryInput {
  chart: PreparedChart
  series: readonly ChartSeries[]
  as: ValueKind
  format: Format
  t: ReturnType<typeof useTranslations<'chart'>>
  cause: (targets: readonly string[]) => string
}

/** The chart in sentences: each series now, its lowest and highest, and where answers are missing. */
export function chartSummary({ chart, series, as, format, t, cause }: SummaryInput): string {
  const sentences = series.map((one) => {
    const values = chart.rows.map((row) => row.whole[one.key] ?? row.atLeast[one.key] ?? null).filter((v) => v !== null)
    const end = chart.ends.find((e) => e.key === one.key)
    if (!end || end.value === null || values.length === 0) return t('summaryUnknown', { series: one.label })
    const last = formatValue(end.value, as, format)
    return t('summary', {
      series: one.label,
      last: end.atLeast ? `${t('atLeast')} ${last}` : last,
      min: formatValue(Math.min(...values), as, format),
      max: formatValue(Math.max(...values), as, format),
    })
  })
  if (chart.bands.length > 0) {
    const list = chart.bands.map((band) =>
      t('summaryGap', {
        cause: cause(band.targets),
        from: format.clock(band.fromMs) ?? '',
        to: format.clock(band.toMs) ?? '',
      }),
    )
    sentences.push(t('summaryGaps', { count: chart.bands.length, list: list.join('; ') }))
  }
  return sentences.join(' ')
}
