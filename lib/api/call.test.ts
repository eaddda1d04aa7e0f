import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { defineEndpoint } from '@/lib/contract/endpoint'
import { call } from './call'

const params = z.object({ topic: z.string() })
const about = { path: '/api/topics/{topic}', summary: 's', permission: 'topic:read', response: z.unknown() } as const
const read = defineEndpoint({ ...about, id: 'read', method: 'GET', params, query: z.object({ tag: z.string() }) })
const write = defineEndpoint({
  ...about,
  id: 'write',
  method: 'POST',
  audit: 'topics.write',
  params,
  body: z.object({ tag: z.string().optional(), keys: z.array(z.string()) }),
})

const asked: Request[] = []

afterEach(() => {
  asked.length = 0
  vi.unstubAllGlobals()
})

function answerWith(status: number, body: unknown) {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(new Request(new URL(url, 'http://console'), init))
    return Response.json(body, { status })
  })
}

test('a question carries its input in the URL', async () => {
  answerWith(200, { n: 1 })
  expect(await call(read, { topic: '%RETRY%g', tag: 'a b' })).toEqual({ n: 1 })
  expect(asked[0]).toMatchObject({ method: 'GET', url: 'http://console/api/topics/%25RETRY%25g?tag=a+b', body: null })
})

test('a change carries in its body what is not in the path', async () => {
  answerWith(200, { done: true })
  expect(await call(write, { topic: '%RETRY%g', tag: undefined, keys: ['a', 'b'] })).toEqual({ done: true })
  expect(asked[0]).toMatchObject({ method: 'POST', url: 'http://console/api/topics/%25RETRY%25g' })
  expect(asked[0]?.headers.get('content-type')).toBe('application/json')
  expect(await asked[0]?.json()).toEqual({ keys: ['a', 'b'] })
})

test('a change that is refused throws the problem, and is sent once', async () => {
  const problem = { code: 'writes-need-sign-in', detail: 'no', status: 403 }
  answerWith(403, problem)
  await expect(call(write, { topic: 't', keys: [] })).rejects.toMatchObject({ name: 'ApiError', problem })
  expect(asked).toHaveLength(1)
})
