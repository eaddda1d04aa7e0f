import { describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/contract'
import { pathParams } from '@/lib/contract/endpoint'
import { openApiDocument } from './openapi'

const document = openApiDocument('1.2.3')
type Operation = {
  operationId: string
  parameters: Array<{ name: string; in: string; required: boolean; schema: unknown }>
  responses: Record<string, { description: string; content: Record<string, unknown> }>
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as Operation) })),
)

/** Every object in the document with where it stands. */
function* objects(value: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>]
  for (const [key, item] of Object.entries(value)) yield* objects(item, `${at}/${key}`)
}

describe('openApiDocument', () => {
  test('has every endpoint once, and nothing else', () => {
    const inDocument = operations.map((o) => `${o.operationId} ${o.method.toUpperCase()} ${o.path}`)
    expect(inDocument.sort()).toEqual(endpoints.map((e) => `${e.id} ${e.method} ${e.path}`).sort())
    expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length)
  })

  test('declares the parts of each path, required, and no name twice', () => {
    for (const { path, parameters } of operations) {
      const inPath = parameters.filter((p) => p.in === 'path')
      expect(inPath.map((p) => p.name).sort(), path).toEqual(pathParams({ path: path as `/${string}` }).sort())
      expect(inPath.every((p) => p.required)).toBe(true)
      expect(new Set(parameters.map((p) => `${p.in} ${p.name}`)).size, path).toBe(parameters.length)
    }
  })

  test('refers only to components that it holds, and uses each', () => {
    const used = new Set<string>()
    for (const [at, object] of objects(document)) {
      if (typeof object.$ref !== 'string') continue
      expect(object.$ref, at).toMatch(/^#\/components\/schemas\/\w+$/)
      used.add(object.$ref.split('/').at(-1)!)
    }
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort())
  })

  test('has no dialect, id or definitions left inside', () => {
    for (const [at, object] of objects(document)) {
      if (at.endsWith('/properties')) continue
      for (const key of ['$schema', '$id', '$defs']) expect(object, at).not.toHaveProperty([key])
    }
  })

  test('answers each endpoint in its own way, and errors as problems', () => {
    const answer = (id: string) => Object.keys(operations.find((o) => o.operationId === id)!.responses['200']!.content)
    expect(answer('messages.read')).toEqual(['application/json'])
    expect(answer('messages.body')).toEqual(['application/octet-stream'])
    for (const { operationId, responses } of operations) {
      expect(Object.keys(responses['404']!.content), operationId).toEqual(['application/problem+json'])
    }
  })

  test('is what JSON can hold', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(document).toMatchObject({ openapi: '3.1.1', info: { version: '1.2.3' } })
  })
})
