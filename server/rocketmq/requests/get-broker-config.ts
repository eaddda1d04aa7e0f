import { z } from 'zod'
import { parseLenientJson } from '../wire/lenient-json.ts'
import { properties } from './config-body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'

/**
 * The configuration of one broker process (AdminBrokerProcessor#getBrokerConfig, all versions; sorted by key in 5.x).
 * Values of secrets are dropped here: brokers send initAuthenticationUser, innerClientAuthenticationCredentials and
 * TLS passwords in clear. `version` is the DataVersion of the configuration.
 */
export const getBrokerConfig = defineRequest({
  code: 26,
  name: 'GET_BROKER_CONFIG',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyHeader: z.object({
    version: z
      .string()
      .transform((text) => DataVersion.parse(parseLenientJson(text)))
      .optional(),
  }),
  replyBody: properties(),
})
