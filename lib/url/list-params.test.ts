import { createLoader } from 'nuqs/server'
import { describe, expect, it } from 'vitest'
import { listInput, listParams } from './list-params'
import { nameFromPage, nameInPath } from './name'

const load = createLoader(listParams({ sortFields: ['name', 'lagMessages'], defaultSort: '-lagMessages' }))

describe('listParams', () => {
  it.each([
    { url: '?', params: { search: '', sort: '-lagMessages', page: 1, pageSize: 50 } },
    {
      url: '?search=a%25b&sort=name&page=3&pageSize=25',
      params: { search: 'a%b', sort: 'name', page: 3, pageSize: 25 },
    },
    { url: '?sort=password', params: { search: '', sort: '-lagMessages', page: 1, pageSize: 50 } },
    { url: '?page=0&pageSize=1001', params: { search: '', sort: '-lagMessages', page: 1, pageSize: 50 } },
    { url: '?page=1e9&pageSize=-5', params: { search: '', sort: '-lagMessages', page: 1, pageSize: 50 } },
  ])('reads $url', ({ url, params }) => {
    expect(load(new URLSearchParams(url))).toEqual(params)
  })

  it('leaves an empty search out of the API input', () => {
    expect(listInput({ search: '', sort: 'name', page: 1, pageSize: 50 })).toEqual({
      sort: 'name',
      page: 1,
      pageSize: 50,
    })
    expect(listInput({ search: 'x', sort: 'name', page: 1, pageSize: 50 })).toMatchObject({ search: 'x' })
  })
})

describe('names in paths', () => {
  it.each([
    '%RETRY%order-service',
    '%DLQ%g|x',
    'a_b-c%25',
    '%25',
    'x%2Fy',
    '100%',
    'a/b',
    'a b',
    'a+b&c',
    'a?b#c',
    '中文',
  ])('survives the path: %s', (name) => {
    expect(nameFromPage(nameInPath(name))).toBe(name)
  })

  it('takes a broken escape as it stands', () => {
    expect(nameFromPage('100%')).toBe('100%')
    expect(nameFromPage('%RETRY%x')).toBe('%RETRY%x')
  })
})
