import { describe, expect, it } from 'vitest'
import { dragSpan, spanOf, stepSpan } from './zoom'

const shown = { fromMs: 0, toMs: 900_000 }

describe('dragSpan', () => {
  it.each([
    { a: 0.5, b: 0.6, span: { fromMs: 450_000, toMs: 540_000 } },
    { a: 0.6, b: 0.5, span: { fromMs: 450_000, toMs: 540_000 } },
    { a: 0.9, b: 1.4, span: { fromMs: 810_000, toMs: 900_000 } },
    { a: -1, b: 0.1, span: { fromMs: 0, toMs: 90_000 } },
    { a: 0.5, b: 0.505, span: null },
    { a: 0.99, b: 1, span: { fromMs: 885_000, toMs: 900_000 } },
  ])('from $a to $b', ({ a, b, span }) => {
    expect(dragSpan(shown, a, b)).toEqual(span)
  })
})

describe('stepSpan', () => {
  it.each([
    { from: shown, step: 'in' as const, span: { fromMs: 225_000, toMs: 675_000 } },
    {
      from: { fromMs: 225_000, toMs: 675_000 },
      step: 'earlier' as const,
      span: { fromMs: 0, toMs: 450_000 },
    },
    {
      from: { fromMs: 225_000, toMs: 675_000 },
      step: 'later' as const,
      span: { fromMs: 450_000, toMs: 900_000 },
    },
    { from: { fromMs: 800_000, toMs: 860_000 }, step: 'later' as const, span: { fromMs: 830_000, toMs: 890_000 } },
    { from: { fromMs: 880_000, toMs: 895_000 }, step: 'in' as const, span: { fromMs: 880_000, toMs: 895_000 } },
  ])('$step', ({ from, step, span }) => {
    expect(stepSpan(from, step, shown)).toEqual(span)
  })

  it('goes into what is known, not into what is only shown', () => {
    const limits = { fromMs: 780_000, toMs: 900_000 }
    const first = stepSpan(shown, 'in', limits)
    expect(first).toEqual({ fromMs: 810_000, toMs: 870_000 })
    expect(stepSpan(first, 'earlier', limits)).toEqual({ fromMs: 780_000, toMs: 840_000 })
  })
})

it.each([
  { from: 0, to: 60_000, span: { fromMs: 0, toMs: 60_000 } },
  { from: 60_000, to: 0, span: null },
  { from: 0, to: 5_000, span: null },
  { from: null, to: 60_000, span: null },
  { from: 0, to: null, span: null },
])('the address says from $from to $to', ({ from, to, span }) => {
  expect(spanOf(from, to)).toEqual(span)
})
