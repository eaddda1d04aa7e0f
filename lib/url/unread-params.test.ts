import { expect, test } from 'vitest'
import { chartParams } from './chart-range'
import { listParams, prefixedParams } from './list-params'
import { unreadParams } from './unread-params'

const parsers = listParams({ sortFields: ['name', 'lag'], defaultSort: 'name' })
const unread = (query: string) =>
  unreadParams(new URLSearchParams(query), parsers).map(({ name, value }) => `${name}=${value}`)

test.each([
  ['', []],
  ['page=2&sort=-lag&search=%25', []],
  ['page=-1', ['page=-1']],
  ['page=abc&pageSize=5000', ['page=abc', 'pageSize=5000']],
  ['page=99999999', ['page=99999999']],
  ['sort=colour', ['sort=colour']],
  ['sort=&page=', []],
  ['utm_source=x&constructor=y', []],
])('%s: %j', (query, expected) => {
  expect(unread(query)).toEqual(expected)
})

test('the parameters of tables and charts that stand beside others', () => {
  const search = new URLSearchParams('q-sort=lag&q-page=0&q-page-size=x&range=9h&from=yesterday&sort=colour')
  const names = unreadParams(search, { ...prefixedParams('q', parsers), ...chartParams }).map(({ name }) => name)
  expect(names).toEqual(['q-page', 'q-page-size', 'range', 'from'])
})
