import { expect, test } from 'vitest'
import { type StaleInput, staleness } from './stale'

const fresh: StaleInput = {
  nowMs: 100_000,
  answeredAtMs: 99_000,
  asking: false,
  streamLostSinceMs: null,
  liveSinceMs: 0,
}

test.each<[string, Partial<StaleInput>, ReturnType<typeof staleness>]>([
  ['all well', {}, null],
  ['the console fails, but not for long', { asking: true, answeredAtMs: 86_000 }, null],
  ['the console fails', { asking: true, answeredAtMs: 84_000 }, { source: 'console', lastAtMs: 84_000 }],
  ['old, but nobody asks', { answeredAtMs: 10_000 }, null],
  ['the tab was hidden until just now', { asking: true, answeredAtMs: 10_000, liveSinceMs: 90_000 }, null],
  ['the stream is lost', { streamLostSinceMs: 80_000 }, { source: 'stream', lastAtMs: 80_000 }],
  ['the stream is lost just now', { streamLostSinceMs: 90_000 }, null],
  [
    'both: the console explains the stream',
    { asking: true, answeredAtMs: 80_000, streamLostSinceMs: 80_000 },
    { source: 'console', lastAtMs: 80_000 },
  ],
  ['nothing was answered yet', { answeredAtMs: null, asking: true }, null],
])('%s', (_, input, expected) => {
  expect(staleness({ ...fresh, ...input })).toEqual(expected)
})
