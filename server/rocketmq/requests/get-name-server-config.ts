import { z } from 'zod'
import { properties } from './config-body.ts'
import { defineRequest } from './define-request.ts'

/**
 * The configuration of one name server (DefaultRequestProcessor#getConfig, all versions), without the values of secrets.
 * The body may be missing: an empty list.
 */
export const getNameServerConfig = defineRequest({
  code: 319,
  name: 'GET_NAMESRV_CONFIG',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({}),
  replyBody: properties(),
})
