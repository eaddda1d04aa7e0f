import { z } from 'zod'
import { defineEndpoint } from './endpoint'

const Source = z.enum(['flag', 'environment', 'file', 'default'])

export const readSettings = defineEndpoint({
  id: 'settings.read',
  method: 'GET',
  path: '/api/v1/settings',
  summary: 'The configuration in effect and where each value came from; no secrets',
  permission: 'cluster:read',
  response: z.object({
    file: z.string().nullable().describe('The configuration file that was read; null = none'),
    clusters: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        source: Source,
        nameServers: z.array(z.string()),
        tls: z.boolean(),
        timeoutMs: z.number().int(),
        signsRequests: z.boolean().describe('An access key and a secret key are configured'),
        addressMap: z.array(z.object({ advertised: z.string(), reachable: z.string() })),
      }),
    ),
    values: z.array(
      z.object({
        key: z.string().describe('Name in the environment'),
        flag: z.string(),
        value: z.string().nullable().describe('null = not set, or a secret'),
        source: Source.nullable().describe('null = not set'),
        secret: z.boolean(),
      }),
    ),
  }),
})

export const listLicences = defineEndpoint({
  id: 'about.licences',
  method: 'GET',
  path: '/api/v1/about/licences',
  summary: 'The packages that Rocketdeck ships, with their licences',
  permission: 'public',
  response: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        version: z.string().nullable(),
        licence: z.string().describe('SPDX, as the package says it'),
        inside: z.string().nullable().describe('The package that carries it within itself'),
        text: z.number().int().nullable().describe('Place in `texts`; null = the package carries no text'),
      }),
    ),
    texts: z.array(z.string()),
  }),
})
