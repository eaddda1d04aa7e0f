import { describe, expect, test } from 'vitest'
import { SampleRing } from './ring.ts'

const ring = (entries: [number, number | null][] = []) => {
  const made = new SampleRing({ spanMs: 50, stepMs: 10 })
  for (const [atMs, value] of entries) made.add(atMs, value)
  return made
}
const values = (made: SampleRing, from: number, to: number) => made.read(from, to).map(({ value }) => value)

describe('SampleRing of five steps', () => {
  test.each<[string, [number, number | null][], (number | null)[]]>([
    ['empty', [], [null, null, null, null, null]],
    [
      'one each step',
      [
        [0, 1],
        [10, 2],
        [20, 3],
        [30, 4],
        [40, 5],
      ],
      [1, 2, 3, 4, 5],
    ],
    [
      'a missed step is a gap',
      [
        [0, 1],
        [30, 4],
      ],
      [1, null, null, 4, null],
    ],
    [
      'no answer is a gap',
      [
        [0, 1],
        [10, null],
        [20, 3],
      ],
      [1, null, 3, null, null],
    ],
    ['0 is a value', [[0, 0]], [0, null, null, null, null]],
    [
      'last one of a step',
      [
        [0, 1],
        [9, 2],
      ],
      [2, null, null, null, null],
    ],
    [
      'no answer does not undo an answer of the same step',
      [
        [0, 1],
        [5, null],
      ],
      [1, null, null, null, null],
    ],
    [
      'late, still within',
      [
        [40, 5],
        [10, 2],
      ],
      [null, 2, null, null, 5],
    ],
  ])('%s', (_, entries, expected) => {
    expect(values(ring(entries), 0, 49)).toEqual(expected)
  })

  test.each<[string, [number, number | null][], (number | null)[]]>([
    [
      'the oldest go',
      [
        [0, 1],
        [10, 2],
        [20, 3],
        [30, 4],
        [40, 5],
        [50, 6],
        [60, 7],
      ],
      [3, 4, 5, 6, 7],
    ],
    [
      'a long silence leaves gaps only',
      [
        [0, 1],
        [10, 2],
        [60, 7],
      ],
      [null, null, null, null, 7],
    ],
    [
      'a very long silence',
      [
        [0, 1],
        [9000, 7],
      ],
      [null, null, null, null, null],
    ],
    [
      'too late',
      [
        [60, 7],
        [10, 2],
      ],
      [null, null, null, null, 7],
    ],
  ])('%s', (_, entries, expected) => {
    expect(values(ring(entries), 20, 69)).toEqual(expected)
  })

  test('reads at most its own length, by step, with times', () => {
    expect(ring([[40, 5]]).read(-500, 45)).toEqual(
      [0, 10, 20, 30, 40].map((atMs) => ({ atMs, value: atMs === 40 ? 5 : null })),
    )
    expect(ring([[40, 5]]).read(50, 45)).toEqual([])
  })

  test('reads coarser: the last value of each step', () => {
    const made = ring([
      [0, 1],
      [10, 2],
      [30, null],
      [40, 5],
    ])
    expect(made.read(0, 49, { everyMs: 20 })).toEqual([
      { atMs: 0, value: 2 },
      { atMs: 20, value: null },
      { atMs: 40, value: 5 },
    ])
    expect(made.read(10, 39, { everyMs: 15 })).toEqual([
      { atMs: 0, value: 2 },
      { atMs: 20, value: null },
    ])
  })

  test('latest passes over gaps', () => {
    expect(ring().latest()).toBeNull()
    expect(
      ring([
        [0, 1],
        [10, 2],
        [30, null],
      ]).latest(),
    ).toEqual({ atMs: 10, value: 2 })
    expect(
      ring([
        [0, 1],
        [90, null],
      ]).latest(),
    ).toBeNull()
  })

  test('clear forgets', () => {
    const made = ring([[0, 1]])
    made.clear()
    expect(values(made, 0, 49)).toEqual([null, null, null, null, null])
    made.add(10, 2)
    expect(made.latest()).toEqual({ atMs: 10, value: 2 })
  })

  test.each([
    [10, 0],
    [10, -1],
    [5, 10],
    [10, Number.NaN],
  ])('a span of %s in steps of %s is refused', (spanMs, stepMs) => {
    expect(() => new SampleRing({ spanMs, stepMs })).toThrow(RangeError)
  })
})
