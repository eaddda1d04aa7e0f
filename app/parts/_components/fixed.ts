import type { SampleGap, SamplePoint } from '@/components/charts/prepare/types'

/** The moment of the scene. Nothing here moves with the clock: pictures of it hold still. */
export const nowMs = Date.UTC(2026, 2, 4, 10, 7, 42)
export const at = (agoMs: number) => new Date(nowMs - agoMs).toISOString()

const STEP_MS = 5_000
const MINUTE_MS = 60_000
export const chart = {
  stepMs: STEP_MS,
  rangeMs: 15 * MINUTE_MS,
  toMs: nowMs,
  gaps: [
    { from: at(12 * MINUTE_MS), to: at(10 * MINUTE_MS), targets: [] },
    { from: at(5 * MINUTE_MS), to: null, targets: ['broker-b'] },
  ] satisfies SampleGap[],
  points: Array.from({ length: 181 }, (_, index): SamplePoint => {
    const agoMs = (180 - index) * STEP_MS
    const wave = 11_800 + 420 * Math.sin(index / 7) + 260 * Math.sin(index / 2.3)
    const nobody = agoMs < 12 * MINUTE_MS && agoMs > 10 * MINUTE_MS
    const part = agoMs <= 5 * MINUTE_MS
    return {
      at: at(agoMs),
      values: { inTps: nobody ? null : part ? wave * 0.78 : wave },
      atLeast: part ? ['inTps'] : [],
    }
  }),
}

export const partial = {
  asked: 8,
  answered: 7,
  failed: [{ target: 'broker-b / 0', reason: '10.12.4.22:10911: connect timed out', lastGoodAt: at(332_000) }],
}
export const manyFailed = {
  asked: 8,
  answered: 3,
  failed: [
    ...partial.failed,
    { target: 'broker-b / 1', reason: '10.12.4.32:10911: connect timed out', lastGoodAt: null },
    { target: 'broker-c / 0', reason: '10.12.4.23:10911: refused', lastGoodAt: at(60_000) },
    { target: 'broker-c / 1', reason: '10.12.4.33:10911: refused', lastGoodAt: at(60_000) },
    { target: 'broker-d / 1', reason: '10.12.4.34:10911: refused', lastGoodAt: at(60_000) },
  ],
}
