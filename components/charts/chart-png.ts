import type { Format } from '@/components/ui/use-format'
import { formatValue } from '@/components/ui/value'
import { colorToken } from './chart-colors'
import type { ShownChart } from './chart-registry'

const WIDTH = 1_200
const PLOT_HEIGHT = 320
const BOX = { left: 64, right: 28, top: 84, bottom: 56 }
/** Sharp on screens of today, and in print. */
const SCALE = 2

interface Words {
  /** What a band's cause is. */
  cause: (targets: readonly string[]) => string
  atLeast: string
  unknown: string
}

/** A chart as a picture, as it is shown, with title, legend and background in the present theme. */
export async function chartPng(shown: ShownChart, format: Format, words: Words): Promise<Blob> {
  const { chart } = shown
  const canvas = document.createElement('canvas')
  const height = BOX.top + PLOT_HEIGHT + BOX.bottom
  canvas.width = WIDTH * SCALE
  canvas.height = height * SCALE
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures')
  context.scale(SCALE, SCALE)
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const family = getComputedStyle(document.body).fontFamily
  const font = (size: number, weight = 400) => `${weight} ${size}px ${family}`

  const plot = { left: BOX.left, top: BOX.top, width: WIDTH - BOX.left - BOX.right, height: PLOT_HEIGHT }
  const bottom = plot.top + plot.height
  const top = chart.yTicks.at(-1) ?? 1
  const x = (ms: number) => plot.left + ((ms - chart.fromMs) / (chart.toMs - chart.fromMs)) * plot.width
  const y = (value: number) => bottom - (value / top) * plot.height
  const write = (text: string, left: number, at: number, color: string, size: number, weight = 400) => {
    context.font = font(size, weight)
    context.fillStyle = token(color)
    context.fillText(text, left, at)
  }
  const line = (x1: number, y1: number, x2: number, y2: number, color: string) => {
    context.strokeStyle = token(color)
    context.lineWidth = 1
    context.beginPath()
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
    context.stroke()
  }

  context.fillStyle = token('--surface-0')
  context.fillRect(0, 0, WIDTH, height)
  write(shown.label, BOX.left, 32, '--text-1', 16, 600)
  const span = `${format.dateTime(chart.fromMs) ?? ''} – ${format.clock(chart.toMs) ?? ''} ${format.timeZone}`
  context.textAlign = 'right'
  write(span, WIDTH - BOX.right, 32, '--text-3', 12)
  context.textAlign = 'left'

  let at = BOX.left
  for (const one of shown.series.filter((s) => !shown.hidden.has(s.key))) {
    const end = chart.ends.find((e) => e.key === one.key)
    const value =
      end?.value === null || end === undefined ? words.unknown : (formatValue(end.value, shown.as, format) ?? '')
    const text = `${one.label} ${end?.atLeast ? `${words.atLeast} ` : ''}${value}`
    context.fillStyle = token(colorToken(one.color))
    context.fillRect(at, 55, 14, one.shape === 'area' ? 8 : 3)
    write(text, at + 20, 62, '--text-2', 13)
    at += 20 + context.measureText(text).width + 24
  }

  context.save()
  context.beginPath()
  context.rect(plot.left, plot.top, plot.width, plot.height)
  context.clip()
  for (const band of chart.bands) {
    const [from, to] = [x(band.fromMs), x(band.toMs)]
    context.fillStyle = token('--unknown-soft')
    context.fillRect(from, plot.top, to - from, plot.height)
    context.save()
    context.beginPath()
    context.rect(from, plot.top, to - from, plot.height)
    context.clip()
    for (let offset = from - plot.height; offset < to; offset += 6)
      line(offset, bottom, offset + plot.height, plot.top, '--hatch-ink')
    context.restore()
    line(from, plot.top, from, bottom, '--line-3')
    write(words.cause(band.targets), from + 6, plot.top + 14, '--text-2', 11)
  }
  context.restore()

  for (const value of chart.yTicks) {
    line(plot.left, y(value), plot.left + plot.width, y(value), value === 0 ? '--line-3' : '--chart-grid')
    context.textAlign = 'right'
    write(
      formatValue(value, shown.as === 'rate' ? 'short' : shown.as, format) ?? '',
      plot.left - 10,
      y(value) + 4,
      '--chart-axis',
      12,
    )
  }
  context.textAlign = 'center'
  for (const ms of chart.xTicks) {
    line(x(ms), bottom, x(ms), bottom + 5, '--line-3')
    write(format.clock(ms, 'minutes') ?? '', x(ms), bottom + 20, '--chart-axis', 12)
  }

  context.save()
  context.beginPath()
  context.rect(plot.left, plot.top - 2, plot.width, plot.height + 4)
  context.clip()
  for (const one of shown.series.filter((s) => !shown.hidden.has(s.key))) {
    const color = token(colorToken(one.color))
    for (const kind of ['whole', 'atLeast'] as const) {
      context.setLineDash(kind === 'atLeast' ? [5, 4] : [])
      for (const run of runsOf(chart.rows, (row) => row[kind][one.key] ?? null)) {
        context.beginPath()
        for (const [index, { atMs, value }] of run.entries())
          index === 0 ? context.moveTo(x(atMs), y(value)) : context.lineTo(x(atMs), y(value))
        context.strokeStyle = color
        context.lineWidth = 1.8
        context.stroke()
        if (one.shape !== 'area') continue
        context.lineTo(x(run.at(-1)!.atMs), bottom)
        context.lineTo(x(run[0]!.atMs), bottom)
        context.closePath()
        context.globalAlpha = 0.12
        context.fillStyle = color
        context.fill()
        context.globalAlpha = 1
      }
    }
  }
  context.restore()

  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written'))), 'image/png')
  })
}

/** The unbroken runs of a line: nothing joins two values with an unknown one between them. */
function runsOf<Row extends { atMs: number }>(
  rows: readonly Row[],
  read: (row: Row) => number | null,
): { atMs: number; value: number }[][] {
  const runs: { atMs: number; value: number }[][] = []
  let open: { atMs: number; value: number }[] | null = null
  for (const row of rows) {
    const value = read(row)
    if (value === null) {
      open = null
      continue
    }
    if (open === null) {
      open = []
      runs.push(open)
    }
    open.push({ atMs: row.atMs, value })
  }
  return runs
}
