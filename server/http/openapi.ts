import 'server-only'
import { z } from 'zod'
import { endpoints } from '@/lib/contract'
import type { Endpoint } from '@/lib/contract/endpoint'
import { errorCodes, Problem } from '@/lib/contract/errors'
import { runtime } from '@/server/runtime'

type JsonSchema = Record<string, unknown>

export type OpenApiDocument = {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  paths: Record<string, Record<string, JsonSchema>>
  components: { schemas: Record<string, JsonSchema> }
  tags: Array<{ name: string }>
}

/**
 * The OpenAPI 3.1 document, generated from the contract alone. A schema with `.meta({ id })` becomes a component; each
 * response is the endpoint's own schema, and every error is a `Problem` whose codes stand by status.
 */
export function openApiDocument(version: string, list: readonly Endpoint[] = endpoints): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {}
  const paths: OpenApiDocument['paths'] = {}
  const problem = schemaOf(Problem, 'output', schemas)
  for (const endpoint of list) {
    const method = { [endpoint.method.toLowerCase()]: operation(endpoint, problem, schemas) }
    paths[endpoint.path] = { ...paths[endpoint.path], ...method }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rocketdeck',
      version,
      description:
        'Admin API for Apache RocketMQ. null means unknown and is never 0; `completeness` says which brokers an answer lacks. Unknown fields may be added.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(list.map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: { schemas: sorted(schemas) },
  }
}

/** The document of this version, as `GET /api/openapi.json` answers it. */
export function openApiResponse(): Response {
  return Response.json(openApiDocument(runtime().config.version), { headers: { 'cache-control': 'no-cache' } })
}

function operation(endpoint: Endpoint, problem: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    'x-permission': endpoint.permission,
    ...(endpoint.audit ? { 'x-audit': endpoint.audit } : {}),
    parameters: [...parametersOf(endpoint.params, 'path', schemas), ...parametersOf(endpoint.query, 'query', schemas)],
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input', schemas) } },
          },
        }
      : {}),
    responses: { '200': answerOf(endpoint, schemas), ...problemsOf(problem) },
  }
}

/** `clusters.list` belongs to `clusters`. */
const tagOf = (endpoint: Endpoint): string => endpoint.id.split('.')[0]!

function answerOf(endpoint: Endpoint, schemas: Record<string, JsonSchema>): JsonSchema {
  if (endpoint.transport === 'bytes') {
    return { description: endpoint.summary, content: { 'application/octet-stream': { schema: {} } } }
  }
  const schema = schemaOf(endpoint.response, 'output', schemas)
  return endpoint.transport === 'events'
    ? { description: 'Server-sent events; the data of each is', content: { 'text/event-stream': { schema } } }
    : { description: endpoint.summary, content: { 'application/json': { schema } } }
}

/** One response for each status an error can have, naming its codes. */
function problemsOf(schema: JsonSchema): Record<string, JsonSchema> {
  const byStatus = Map.groupBy(Object.entries(errorCodes), ([, status]) => String(status))
  return Object.fromEntries(
    [...byStatus].sort().map(([status, codes]) => [
      status,
      {
        description: codes.map(([code]) => code).join(', '),
        content: { 'application/problem+json': { schema } },
      },
    ]),
  )
}

function parametersOf(
  part: z.ZodType | undefined,
  where: 'path' | 'query',
  schemas: Record<string, JsonSchema>,
): JsonSchema[] {
  if (!part) return []
  const { properties = {}, required = [] } = schemaOf(part, 'input', schemas) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

/**
 * The JSON schema of a part of the contract. Named schemas are moved into `schemas` and referred to, the schema itself
 * included. Answers are open: fields may be added.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...own
  } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false && io === 'output') delete jsonSchema.additionalProperties
    },
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
  for (const [id, named] of Object.entries($defs ?? {})) schemas[id] = withReferences(withoutId(named))
  const id = z.globalRegistry.get(schema)?.id
  const result = withReferences(withoutId(own))
  if (id === undefined) return result
  schemas[id] = result
  return { $ref: componentOf(id) }
}

const componentOf = (id: string) => `#/components/schemas/${id}`

const withoutId = ({ id: _, $id: __, ...schema }: JsonSchema): JsonSchema => schema

/** `#/$defs/Broker` → `#/components/schemas/Broker`, at any depth. */
function withReferences<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withReferences) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string'
        ? item.replace('#/$defs/', '#/components/schemas/')
        : withReferences(item),
    ]),
  ) as T
}

const sorted = (schemas: Record<string, JsonSchema>) =>
  Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
