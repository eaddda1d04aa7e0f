'use client'

import { ChartLine, ChevronLeft, ChevronRight, Download, Pause, Play, Table2, X, ZoomIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { useLive } from '@/components/layout/live'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { saveFile } from '@/components/ui/save-file'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/components/ui/use-format'
import { type ChartRange, chartRangeParser, chartRanges, rangeMs } from '@/lib/url/chart-range'
import { bandCause } from './chart-bands'
import { chartCsv } from './chart-csv'
import { type ShownChart, useShownCharts } from './chart-registry'
import { useChartZoom } from './use-chart-zoom'

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

/**
 * Range, zoom, pause, table and files of the charts of a page, for the right end of a section's head. Spread what
 * `useChartControls` gives; the charts find their zoom by themselves.
 */
export function ChartControls({ range, setRange, view, setView }: ChartControlsProps) {
  const t = useTranslations('chart')
  const { zoom, setZoom } = useChartZoom()
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-1.5">
      <Zoom />
      <SegmentedControl
        label={t('range')}
        size="sm"
        value={zoom ? ('' as ChartRange) : range}
        onChange={(next) => {
          if (zoom) setZoom(null)
          void setRange(next)
        }}
        options={chartRanges.map((value) => ({ value, label: t(words[value]) }))}
      />
      <PauseButton />
      <IconButton
        label={t(view === 'chart' ? 'asTable' : 'asChart')}
        onClick={() => setView(view === 'chart' ? 'table' : 'chart')}
      >
        {view === 'chart' ? <Table2 /> : <ChartLine />}
      </IconButton>
      <SaveMenu />
    </span>
  )
}

/** Zooming without dragging: into the middle, earlier, later, out. */
function Zoom() {
  const t = useTranslations('chart')
  const format = useFormat()
  const { zoom, setZoom, step } = useChartZoom()
  const [first] = useShownCharts()
  const now = first && { fromMs: first.chart.fromMs, toMs: first.chart.toMs }
  const limits = first?.limits
  const go = (way: 'in' | 'earlier' | 'later') => now && limits && step(now, way, limits)
  return (
    <>
      {zoom && (
        <>
          <span className="num text-small text-ink-2">
            {format.clock(zoom.fromMs)}–{format.clock(zoom.toMs)}
          </span>
          <IconButton label={t('earlier')} onClick={() => go('earlier')}>
            <ChevronLeft />
          </IconButton>
          <IconButton label={t('later')} onClick={() => go('later')}>
            <ChevronRight />
          </IconButton>
        </>
      )}
      <IconButton label={t('zoomIn')} disabled={!limits} onClick={() => go('in')}>
        <ZoomIn />
      </IconButton>
      {zoom && (
        <Button size="sm" onClick={() => setZoom(null)}>
          <X />
          {t('zoomReset')}
        </Button>
      )}
    </>
  )
}

/** The page's own pause, beside what it holds still. */
function PauseButton() {
  const t = useTranslations('chart')
  const { paused, setPaused } = useLive()
  return (
    <IconButton label={t(paused ? 'resume' : 'pause')} pressed={paused} onClick={() => setPaused(!paused)}>
      {paused ? <Play /> : <Pause />}
    </IconButton>
  )
}

function SaveMenu() {
  const t = useTranslations('chart')
  const format = useFormat()
  const charts = useShownCharts()
  const state = useTranslations('state')
  const savePng = async (shown: ShownChart) => {
    try {
      // Nobody needs it before asking for the first picture.
      const { chartPng } = await import('./chart-png')
      const picture = await chartPng(shown, format, {
        cause: (targets) => bandCause(targets, t),
        atLeast: t('atLeast'),
        unknown: state('unknown'),
      })
      saveFile(`${shown.label}.png`, picture)
    } catch (cause) {
      toast.error(t('pngFailed'), { description: cause instanceof Error ? cause.message : undefined })
    }
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          size="iconSm"
          aria-label={t('save')}
          data-hint={t('save')}
          disabled={!charts.some((shown) => shown.chart.hasData)}
        >
          <Download />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {charts.flatMap((shown) => [
          <DropdownMenuItem key={`${shown.id}-png`} onSelect={() => void savePng(shown)}>
            {charts.length === 1 ? t('png') : t('pngOf', { chart: shown.label })}
          </DropdownMenuItem>,
          <DropdownMenuItem
            key={`${shown.id}-csv`}
            onSelect={() =>
              saveFile(`${shown.label}.csv`, chartCsv(shown.chart, shown.series, shown.hidden, t('timeUtc')))
            }
          >
            {charts.length === 1 ? t('csv') : t('csvOf', { chart: shown.label })}
          </DropdownMenuItem>,
        ])}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

interface IconButtonProps {
  label: string
  onClick: () => void
  disabled?: boolean
  pressed?: boolean
  children: React.ReactNode
}

function IconButton({ label, onClick, disabled, pressed, children }: IconButtonProps) {
  return (
    <Button
      size="iconSm"
      aria-label={label}
      data-hint={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
