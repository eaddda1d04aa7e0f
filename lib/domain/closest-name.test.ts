import { describe, expect, test } from 'vitest'
import { closestName } from './closest-name.ts'

const names = ['settlement-service', 'order-service', 'order-bi-sink', 'risk-scoring', '%RETRY%order-service', 'a']

describe('closestName', () => {
  test.each([
    ['setle', 'settlement-service'],
    ['SETTLMENT-SERVICE', 'settlement-service'],
    ['oder-service', 'order-service'],
    ['ordre-service', 'order-service'],
    ['risk scoring', 'risk-scoring'],
    ['order-service', 'order-service'],
    ['bi-sinc', 'order-bi-sink'],
  ])('%s → %s', (search, name) => {
    expect(closestName(search, names)).toBe(name)
  })

  test.each(['', '   ', 'zzzzzz', 'xy', '中文'])('nothing is close to "%s"', (search) => {
    expect(closestName(search, names)).toBeNull()
  })

  test('of equally close names the one most alike in length, then in natural order', () => {
    expect(closestName('grup', ['group-10', 'group-2', 'group-service'])).toBe('group-2')
  })

  test('a search longer than a machine word is compared by its beginning', () => {
    const long = 'very-long-group-name-of-the-payment-reconciliation-team'
    expect(closestName(`${long.slice(0, 10)}x${long.slice(11)}`, [long, 'order-service'])).toBe(long)
  })

  test('ten thousand names are one pass over their letters', () => {
    let read = 0
    const many = Array.from({ length: 10_000 }, (_, i) => `group-of-team-${String(i).padStart(5, '0')}`)
    const counted = new Proxy(many, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) read++
        return Reflect.get(target, key)
      },
    })
    expect(closestName('gruop-of-team-09999', counted)).toBe('group-of-team-09999')
    expect(read).toBe(10_000)
  })
})
