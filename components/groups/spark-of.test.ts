import { expect, it } from 'vitest'
import { sparkOf } from './spark-of'

const points = (values: (number | null)[]) =>
  values.map((outTps, at) => ({ at: new Date(at * 5_000).toISOString(), values: { outTps }, atLeast: [] }))

it('keeps few points as they are, gaps too', () => {
  expect(sparkOf(points([1, null, 3]), 'outTps')).toEqual([1, null, 3])
  expect(sparkOf([], 'outTps')).toEqual([])
})

it('takes the mean of equal parts of many, passing over what was not measured', () => {
  const spark = sparkOf(points(Array.from({ length: 60 }, (_, i) => (i === 0 ? null : i))), 'outTps')
  expect(spark).toHaveLength(30)
  expect(spark[0]).toBe(1)
  expect(spark[29]).toBe(58.5)
})
