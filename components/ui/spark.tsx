'use client'

import { useTranslations } from 'next-intl'
import { cn } from './cn'
import { sparkShape } from './spark-path'
import { useFormat } from './use-format'

interface SparkProps {
  /** Oldest first, evenly spaced; null is a gap. */
  points: readonly (number | null)[]
  /** Which colour: in, out and lag keep theirs everywhere. */
  series: 'in' | 'out' | 'lag'
  /** `row` 72 × 16 in tables, `tile` 84 × 24 in readouts, `strip` 140 × 34 beside a cluster. */
  size?: 'row' | 'tile' | 'strip'
  /** What the points cover; read out. */
  rangeMs?: number
  className?: string
}

const sizes = { row: [72, 16], tile: [84, 24], strip: [140, 34] } as const
const look = { in: 'text-in', out: 'text-out', lag: 'text-lag' }

/** The past in a word's length. Not for reading values: those stand beside it. */
export function Spark({ points, series, size = 'row', rangeMs = 900_000, className }: SparkProps) {
  const t = useTranslations('spark')
  const format = useFormat()
  const [width, height] = sizes[size]
  const known = points.filter((p) => p !== null)
  const shape = sparkShape(known.length === 0 ? [null, null] : points, width, height)
  const first = known[0]
  const last = known.at(-1)
  const label =
    first === undefined || last === undefined
      ? t('none')
      : [
          t('label', { range: format.age(rangeMs) ?? '', first: format.rate(first), last: format.rate(last) }),
          ...(known.length < points.length ? [t('gap')] : []),
        ].join(', ')
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className={cn('inline-block flex-none overflow-visible align-middle', look[series], className)}
    >
      <path d={shape.area} fill="currentColor" opacity={0.13} />
      <path
        d={shape.line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.3}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {shape.gaps.map((gap) => (
        <foreignObject key={gap.x} x={gap.x} y={0} width={gap.width} height={height}>
          <div className="hatch h-full" />
        </foreignObject>
      ))}
      {shape.end && <circle cx={shape.end.x} cy={shape.end.y} r={1.8} fill="currentColor" />}
    </svg>
  )
}
