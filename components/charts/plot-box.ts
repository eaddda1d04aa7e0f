import type { CSSProperties } from 'react'

/** Where the plot lies in its figure, the same for the drawing and for the HTML over and under it. */
export interface PlotBox {
  outerHeight: number
  plotHeight: number
  top: number
  left: number
  axisHeight: number
  /** CSS: the right margin is narrower on a phone. */
  right: string
  ends: boolean
  plotStyle: CSSProperties
}

const TOP = 8
const LEFT = 44
const AXIS = 24

export function plotBox({ height, ends, timeAxis }: { height: number; ends: boolean; timeAxis: boolean }): PlotBox {
  const axisHeight = timeAxis ? AXIS : 8
  const right = ends ? 'clamp(66px, 8vw, 92px)' : '12px'
  return {
    outerHeight: TOP + height + axisHeight,
    plotHeight: height,
    top: TOP,
    left: LEFT,
    axisHeight,
    right,
    ends,
    plotStyle: { position: 'absolute', top: TOP, left: LEFT, right, height },
  }
}
