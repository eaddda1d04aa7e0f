'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { seriesColor } from '@/components/charts/chart-colors'
import { TimeChart } from '@/components/charts/time-chart'
import { LivePill } from '@/components/layout/live-indicator'
import { TruthMeter, TruthPanel } from '@/components/layout/truth-meter'
import { Badge } from '@/components/ui/badge'
import { Bar } from '@/components/ui/bar'
import { BrokerSquares } from '@/components/ui/broker-squares'
import { KeyValues } from '@/components/ui/section'
import { Spark } from '@/components/ui/spark'
import { State } from '@/components/ui/state'
import { Trend } from '@/components/ui/trend'
import { Value } from '@/components/ui/value'
import { at, chart, manyFailed, nowMs, partial } from './fixed'

const silent = '10.12.4.22:10911: connect timed out'

/** A number in all its looks. */
export function ValueParts() {
  const t = useTranslations('parts')
  return (
    <KeyValues
      items={[
        { key: t('exact'), value: <Value value={18_204} /> },
        { key: t('short'), value: <Value value={82_944_118} as="short" /> },
        { key: t('atLeast'), value: <Value value={18_204} atLeast /> },
        // Its age would move with the clock.
        { key: t('aged'), value: <Value value={3_087} lastGoodAt={at(332_000)} reason={silent} showAge={false} /> },
        { key: t('unknown'), value: <Value value={null} reason={silent} /> },
        { key: t('zero'), value: <Value value={0} /> },
        { key: t('dash'), value: <Value value={null} notApplicable /> },
        {
          key: t('justChanged'),
          value: (
            <span className="flex gap-2">
              {/* The ground that fades, held. */}
              <span className="rounded-sm bg-brand-soft">
                <Value value={18_182} tint={false} />
              </span>
              <span className="text-small text-ink-3">{t('fades')}</span>
            </span>
          ),
        },
        {
          key: t('trend'),
          value: (
            <span className="flex flex-wrap gap-x-3">
              <Trend direction="growing">410 /s</Trend>
              <Trend direction="falling">22 /s</Trend>
              <Trend direction="steady" />
            </span>
          ),
        },
      ]}
    />
  )
}

/** The truth meter, opened: one failed, and many failed. */
export function MeterPart() {
  const pace = { everyMs: 5_000, timeoutMs: 3_000 }
  return (
    <div className="grid gap-3 pt-1">
      {[partial, manyFailed].map((completeness) => (
        <div key={completeness.answered} data-float className="rounded-lg bg-raised px-3 py-2 shadow-pop">
          <TruthPanel
            completeness={completeness}
            asOf={at(4_000)}
            pace={pace}
            answeredAt={[at(5_000), at(3_000)]}
            nowMs={nowMs}
          />
        </div>
      ))}
    </div>
  )
}

const swatches = [1, 2, 3, 4, 5, 6, 7, 8, 'in', 'out', 'lag'] as const

/** States as words, badges, bars, squares, sparks; the bezel's live and meter; the series' colours. */
export function StateWordParts() {
  const t = useTranslations('parts')
  return (
    <div className="grid gap-2.5 pt-1">
      <div className="flex flex-wrap gap-4">
        <State tone="ok">{t('online')}</State>
        <State tone="offline">{t('offline')}</State>
        <State tone="danger">{t('down')}</State>
        <State tone="unknown" />
      </div>
      <div className="flex flex-wrap gap-2">
        <Badge tone="ok">{t('inSync')}</Badge>
        <Badge tone="warning">{t('behind')}</Badge>
        <Badge tone="danger">{t('refused')}</Badge>
        <Badge tone="unknown">{t('unknown')}</Badge>
        <Badge>FIFO</Badge>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Bar ratio={0.61} threshold={0.75} />
        <Bar ratio={0.78} threshold={0.75} tone="warning" />
        <Bar ratio={0.58} threshold={0.75} old />
        <BrokerSquares
          brokers={[
            { name: 'broker-a', state: 'on' },
            { name: 'broker-b', state: 'unknown' },
            { name: 'broker-c', state: 'warning' },
            { name: 'broker-d', state: 'off' },
          ]}
        />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Spark points={[3, 4, 4, 5, 7, 8, 9, 12]} series="lag" />
        <Spark points={[7, 8, 7, 9, 8, null, null, null]} series="in" />
        <Spark points={[0, 0, 0, 0, 0, 0, 0, 0]} series="out" />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-bezel px-3 py-2 text-bezel-text-2">
        <span className="inline-flex items-center gap-2">
          <LivePill pausedAtMs={null} intervalMs={5_000} />
        </span>
        <span className="inline-flex items-center gap-2">
          <LivePill pausedAtMs={nowMs} intervalMs={5_000} />
        </span>
        <TruthMeter completeness={{ asked: 8, answered: 8, failed: [] }} asOf={null} />
        <TruthMeter completeness={manyFailed} asOf={null} />
      </div>
      <ul className="flex flex-wrap gap-1">
        {swatches.map((color) => (
          <li key={color} className="grid justify-items-center gap-0.5 text-micro text-ink-3">
            <i className="h-4 w-7 rounded-sm" style={{ background: seriesColor(color) }} />
            {typeof color === 'number' ? color : t(color)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Not collected, at least, and whole, on one line. */
export function ChartPart() {
  const t = useTranslations('parts')
  const series = useMemo(() => [{ key: 'inTps', label: t('in'), color: 'in' as const }], [t])
  return (
    <TimeChart
      label={t('chart')}
      points={chart.points}
      gaps={chart.gaps}
      series={series}
      rangeMs={chart.rangeMs}
      stepMs={chart.stepMs}
      toMs={chart.toMs}
      height={120}
    />
  )
}
