'use client'

import { ChartLine, Table2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { type ChartRange, chartRangeParser, chartRanges, rangeMs } from '@/lib/url/chart-range'

export type ChartView = 'chart' | 'table'

/** The range of a page's charts, in the URL (`?range=5m`), and whether they are drawn or listed. */
export function useChartControls() {
  const [range, setRange] = useQueryState('range', chartRangeParser)
  const [view, setView] = useState<ChartView>('chart')
  return { range, setRange, rangeMs: rangeMs(range), view, setView }
}

interface ChartControlsProps {
  range: ChartRange
  setRange: (range: ChartRange) => unknown
  view: ChartView
  setView: (view: ChartView) => void
}

const words = { '5m': 'minutes5', '15m': 'minutes15' } as const

/** Range switch and table toggle, for the right end of a section's head. Spread what `useChartControls` gives. */
export function ChartControls({ range, setRange, view, setView }: ChartControlsProps) {
  const t = useTranslations('chart')
  const other = view === 'chart' ? 'table' : 'chart'
  const label = t(other === 'table' ? 'asTable' : 'asChart')
  return (
    <span className="inline-flex items-center gap-2">
      <SegmentedControl
        label={t('range')}
        size="sm"
        value={range}
        onChange={(next) => void setRange(next)}
        options={chartRanges.map((value) => ({ value, label: t(words[value]) }))}
      />
      <Button size="iconSm" aria-label={label} data-hint={label} onClick={() => setView(other)}>
        {other === 'table' ? <Table2 /> : <ChartLine />}
      </Button>
    </span>
  )
}
