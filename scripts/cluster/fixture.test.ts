import { expect, test } from 'vitest'
import { requestWords } from './fixture.ts'

test('a request is words without spaces, whatever the values hold', () => {
  const words = requestWords({
    topic: '%RETRY%g|x',
    count: 3,
    traced: false,
    tag: undefined,
    topics: ['a', 'b'],
    properties: { p: 'x y', q: 'a=b' },
  })
  expect(words).toEqual([
    'topic=%25RETRY%25g%7Cx',
    'count=3',
    'traced=false',
    'topics=a%2Cb',
    'properties=p%3Dx%20y%0Aq%3Da%3Db',
  ])
})
