import { describe, expect, it, test } from 'vitest'
import { MAX_VISITS, readVisits, type Visit, visitOf, withVisit } from './recent-visits'

describe('visitOf', () => {
  test.each([
    ['/c/x/topics/%25RETRY%25g', '', { kind: 'topics', name: '%RETRY%g', href: '/c/x/topics/%25RETRY%25g' }],
    [
      '/c/x/brokers/broker-a/0',
      '?tab=config',
      { kind: 'brokers', name: 'broker-a / 0', href: '/c/x/brokers/broker-a/0' },
    ],
    ['/c/x/messages/AB', '?topic=a%20b', { kind: 'messages', name: 'AB', href: '/c/x/messages/AB?topic=a%20b' }],
    ['/c/x/topics', '', null],
    ['/c/y/topics/t', '', null],
    ['/c/x/settings/about', '', null],
    ['/', '', null],
  ])('%s%s', (path, query, visit) => {
    expect(visitOf('x', path, query)).toEqual(visit)
  })
})

const visit = (name: string): Visit => ({ kind: 'groups', name, href: `/c/x/groups/${name}` })

it('keeps ten, the newest first, none twice', () => {
  let visits: Visit[] = []
  for (let i = 0; i < 30; i++) visits = withVisit(visits, visit(`g${i % 12}`))
  expect(visits.map((v) => v.name)).toEqual([5, 4, 3, 2, 1, 0, 11, 10, 9, 8].map((n) => `g${n}`))
  expect(visits).toHaveLength(MAX_VISITS)
})

it('reads what it wrote, and nothing else', () => {
  const visits = [visit('a'), visit('b')]
  expect(readVisits('x', JSON.stringify(visits))).toEqual(visits)
  expect(readVisits('y', JSON.stringify(visits))).toEqual([])
  expect(readVisits('x', '{"a":1}')).toEqual([])
  expect(readVisits('x', 'broken')).toEqual([])
  expect(readVisits('x', JSON.stringify([{ ...visit('a'), href: 'https://elsewhere' }]))).toEqual([])
  expect(readVisits('x', null)).toEqual([])
})
