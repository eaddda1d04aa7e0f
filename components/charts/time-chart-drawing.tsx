'use client'

import { memo } from 'react'
import { Area, CartesianGrid, ComposedChart, DefaultZIndexes, Line, Tooltip, XAxis, YAxis, ZIndexLayer } from 'recharts'
import { AtLeast } from '@/components/ui/at-least'
import { Unknown } from '@/components/ui/unknown'
import { type Format, useFormat } from '@/components/ui/use-format'
import { formatValue, type ValueKind } from '@/components/ui/value'
import { formatTick } from '@/lib/format/number'
import { seriesColor } from './chart-colors'
import { SeriesMark } from './chart-legend'
import type { PlotBox } from './plot-box'
import type { ChartRow, ChartSeries, PreparedChart } from './prepare/types'

interface DrawingProps {
  chart: PreparedChart
  /** Those that are drawn. */
  series: readonly ChartSeries[]
  as: ValueKind
  box: PlotBox
  size: { width: number; right: number }
  timeAxis: boolean
  syncId: string
}

const tick = {
  fontSize: 11,
  fill: 'var(--chart-axis)',
  style: { fontVariantNumeric: 'tabular-nums', fontStretch: '90%' },
}

/** What recharts draws: grid, axes, lines, cursor. Everything was decided by `prepareChart`. */
export const TimeChartDrawing = memo(function TimeChartDrawing({
  chart,
  series,
  as,
  box,
  size,
  timeAxis,
  syncId,
}: DrawingProps) {
  const format = useFormat()
  return (
    <div className="absolute inset-0">
      <ComposedChart
        data={chart.rows as ChartRow[]}
        width={size.width}
        height={box.outerHeight}
        margin={{ top: box.top, right: size.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        syncId={syncId}
        syncMethod="value"
      >
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="atMs"
          type="number"
          scale="time"
          domain={[chart.fromMs, chart.toMs]}
          allowDataOverflow
          ticks={chart.xTicks as number[]}
          interval={0}
          height={box.axisHeight}
          tick={timeAxis ? tick : false}
          tickSize={timeAxis ? 4 : 0}
          tickMargin={3}
          tickLine={{ stroke: 'var(--line-3)' }}
          axisLine={{ stroke: 'var(--line-3)' }}
          tickFormatter={(ms: number) => format.clock(ms, 'minutes') ?? ''}
        />
        <YAxis
          width={box.left}
          domain={[0, chart.yTicks.at(-1) ?? 1]}
          ticks={chart.yTicks as number[]}
          interval={0}
          tick={tick}
          tickSize={0}
          tickMargin={8}
          axisLine={false}
          tickLine={false}
          tickFormatter={(value: number) =>
            as === 'duration'
              ? (format.duration(value) ?? '')
              : as === 'bytes'
                ? (format.bytes(value) ?? '')
                : formatTick(value)
          }
        />
        <Tooltip
          isAnimationActive={false}
          cursor={<Cursor format={format} plotBottom={box.top + box.plotHeight} showTime={timeAxis} />}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as ChartRow | undefined
            return active && row ? <TipBody row={row} series={series} as={as} format={format} /> : null
          }}
        />
        {series.flatMap((one) => {
          const color = seriesColor(one.color)
          const common = {
            type: 'linear' as const,
            dot: false,
            strokeWidth: 1.6,
            stroke: color,
            connectNulls: false,
            isAnimationActive: false,
            activeDot: { r: 4.5, fill: color, stroke: 'var(--surface-0)', strokeWidth: 2 },
          }
          const area = { ...common, fill: color, fillOpacity: 0.12 }
          const whole = (row: ChartRow) => row.whole[one.key] ?? null
          const atLeast = (row: ChartRow) => row.atLeast[one.key] ?? null
          return one.shape === 'area'
            ? [
                <Area key={one.key} {...area} dataKey={whole} />,
                <Area key={`${one.key}-at-least`} {...area} dataKey={atLeast} strokeDasharray="4 3" />,
              ]
            : [
                <Line key={one.key} {...common} dataKey={whole} />,
                <Line key={`${one.key}-at-least`} {...common} dataKey={atLeast} strokeDasharray="4 3" />,
              ]
        })}
      </ComposedChart>
    </div>
  )
})

interface CursorProps {
  format: Format
  plotBottom: number
  showTime: boolean
  /** Given by recharts. */
  points?: { x: number; y: number }[]
  payload?: { payload?: ChartRow }[]
}

/** An ink line through all charts of the page, the time in a black tab on the axis. */
function Cursor({ format, plotBottom, showTime, points, payload }: CursorProps) {
  const x = points?.[0]?.x
  const time = format.clock(payload?.[0]?.payload?.atMs ?? null)
  if (x === undefined) return null
  return (
    <g pointerEvents="none">
      <line x1={x} x2={x} y1={points?.[0]?.y} y2={plotBottom} stroke="var(--text-1)" />
      {showTime && time !== null && (
        // The tab covers the axis' own labels.
        <ZIndexLayer zIndex={DefaultZIndexes.label + 100}>
          <rect x={x - 27} y={plotBottom + 3} width={54} height={16} rx={1} fill="var(--text-1)" />
          <text
            x={x}
            y={plotBottom + 15}
            textAnchor="middle"
            fontSize={11}
            fontWeight={500}
            fill="var(--surface-0)"
            style={{ fontVariantNumeric: 'tabular-nums', fontStretch: '92%' }}
          >
            {time}
          </text>
        </ZIndexLayer>
      )}
    </g>
  )
}

function TipBody({
  row,
  series,
  as,
  format,
}: {
  row: ChartRow
  series: readonly ChartSeries[]
  as: ValueKind
  format: Format
}) {
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3.5 rounded-md bg-raised px-2.25 py-1.5 text-small leading-4.25 whitespace-nowrap shadow-pop">
      {series.map((one) => {
        const bound = row.atLeast[one.key] ?? null
        const value = bound ?? row.whole[one.key] ?? null
        return (
          <div key={one.key} className="contents">
            <dt>
              <SeriesMark series={one} />
              {one.label}
            </dt>
            <dd className="num text-right font-medium">
              {value === null ? (
                <Unknown />
              ) : (
                <>
                  {bound !== null && <AtLeast />}
                  {formatValue(value, as, format)}
                </>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
