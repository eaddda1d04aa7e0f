import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/contract'
import * as brokers from '@/lib/contract/brokers'
import * as clusters from '@/lib/contract/clusters'
import * as deadLetters from '@/lib/contract/dead-letters'
import { type Endpoint, pathParams } from '@/lib/contract/endpoint'
import * as groups from '@/lib/contract/groups'
import * as jobs from '@/lib/contract/jobs'
import * as messageSearch from '@/lib/contract/message-search'
import * as messageWrites from '@/lib/contract/message-writes'
import * as messages from '@/lib/contract/messages'
import * as search from '@/lib/contract/search'
import * as settings from '@/lib/contract/settings'
import * as topics from '@/lib/contract/topics'
import * as traces from '@/lib/contract/traces'

const root = join(import.meta.dirname, '..')
const routeFile = (path: string) => `app${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']

/** The methods a route file exports, and the verb behind each: `export const GET = route(readMessage)`. */
function exportsOf(file: string): Array<{ method: string; verb: string; module: string }> {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^export (?:const|async function|function) (\w+)(?: = route\((\w+)\))?/gm)]
    .filter(([, name]) => METHODS.includes(name!))
    .map(([, method, verb]) => ({ method: method!, verb: verb ?? '', module: importOf(text, verb ?? '') }))
}

const importOf = (text: string, name: string) =>
  text.match(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '@/([^']+)'`))?.[1] ?? ''

const routeFiles = readdirSync(join(root, 'app/api/v1'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .map((file) => `app/api/v1/${file}`)

describe('each endpoint', () => {
  test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s has its route',
    async (_, endpoint) => {
      const file = routeFile(endpoint.path)
      expect(existsSync(join(root, file)), `${file} does not exist`).toBe(true)
      const found = exportsOf(file).find(({ method }) => method === endpoint.method)
      expect(found, `${file} exports no ${endpoint.method} = route(verb)`).toBeDefined()
      const module: Record<string, { endpoint?: Endpoint }> = await import(join(root, `${found!.module}.ts`))
      expect(module[found!.verb]?.endpoint?.id).toBe(endpoint.id)
    },
  )

  test.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s: the parts of its path are its params, and no name means two things',
    (_, endpoint) => {
      const keys = (part: unknown) => Object.keys((part as { shape?: object } | undefined)?.shape ?? {})
      expect(keys(endpoint.params).sort()).toEqual(pathParams(endpoint).sort())
      const all = [...keys(endpoint.params), ...keys(endpoint.query), ...keys(endpoint.body)]
      expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
    },
  )

  test('who takes a message body away is in the audit log', () => {
    const unseen = endpoints.filter(({ permission, audit }) => permission === 'message:body' && !audit)
    expect(unseen.map(({ id }) => id)).toEqual([])
  })

  test.each(endpoints.filter(({ body }) => body).map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s: the audit row shows fields of its body that hold neither a message body nor a secret',
    (_, endpoint) => {
      const keys = Object.keys((endpoint.body as { shape?: object }).shape ?? {})
      expect(endpoint.auditFields, 'auditFields says which fields of the body are shown').toBeDefined()
      expect(keys).toEqual(expect.arrayContaining([...endpoint.auditFields!]))
      expect(endpoint.auditFields!.filter((name) => /body|text|base64|password|secret|token/i.test(name))).toEqual([])
    },
  )

  test('has an id and a place of its own', () => {
    for (const name of [(e: Endpoint) => e.id, (e: Endpoint) => `${e.method} ${e.path}`]) {
      const names = endpoints.map(name)
      expect(names.filter((n, index) => names.indexOf(n) !== index)).toEqual([])
    }
  })
})

test('no route lacks an endpoint', () => {
  const known = new Set(endpoints.map((endpoint) => `${endpoint.method} ${routeFile(endpoint.path)}`))
  const routes = routeFiles.flatMap((file) => exportsOf(file).map(({ method }) => `${method} ${file}`))
  expect(routes.filter((route) => !known.has(route))).toEqual([])
})

const resources = {
  brokers,
  clusters,
  'dead-letters': deadLetters,
  groups,
  'message-search': messageSearch,
  'message-writes': messageWrites,
  jobs,
  messages,
  search,
  settings,
  topics,
  traces,
}

/** What `lib/contract/in-browser.ts` must say: of each endpoint, by its name, what a call needs. */
function browserEndpoints(): string {
  const declared = Object.values(resources).flatMap((resource) =>
    Object.entries(resource).filter((entry): entry is [string, Endpoint] => endpoints.includes(entry[1] as Endpoint)),
  )
  const lines = declared.map(
    ([name, { id, method, path, transport }]) =>
      `export const ${name} = {\n  id: '${id}',\n  method: '${method}',\n  path: '${path}',\n  transport: '${transport}',\n}\n`,
  )
  return `// Stands for the other files of this folder in the browser's bundle (next.config.js), where only calls are made.
// Written by tests/contract.test.ts: vitest run --project unit tests/contract.test.ts -u\n${lines.join('')}`
}

test('the browser knows of each endpoint what a call needs', async () => {
  await expect(browserEndpoints()).toMatchFileSnapshot('../lib/contract/in-browser.ts')
})

test('every resource of the contract has its stand-in in the browser', () => {
  const config = readFileSync(join(root, 'next.config.js'), 'utf8')
  const named = config.match(/const resources = \[([^\]]+)\]/)?.[1] ?? ''
  expect(named.match(/[\w-]+/g)?.sort()).toEqual(Object.keys(resources).sort())
  const files = readdirSync(join(root, 'lib/contract'))
    .filter((file) => /defineEndpoint\(\{/.test(readFileSync(join(root, 'lib/contract', file), 'utf8')))
    .map((file) => file.replace('.ts', ''))
  expect(files.sort()).toEqual(Object.keys(resources).sort())
})
