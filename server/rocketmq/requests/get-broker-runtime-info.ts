import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { record } from './values.ts'

/**
 * Runtime values of one broker process, master or slave, as text by name (`putTps`, `commitLogMaxOffset`, …); every
 * key is optional. AdminBrokerProcessor#getBrokerRuntimeInfo, KVTable, all versions; may fail in the first second
 * after start. Plugins add keys, and `NaN` occurs as text.
 */
export const getBrokerRuntimeInfo = defineRequest({
  code: 28,
  name: 'GET_BROKER_RUNTIME_INFO',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(z.object({ table: record(z.string()) })),
})
