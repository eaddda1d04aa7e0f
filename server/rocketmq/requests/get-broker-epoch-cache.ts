import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { int64, safeInteger } from './values.ts'

/** The newest epoch ends at Long.MAX_VALUE (EpochEntryCache). */
export const EpochEntryCache = z.object({
  clusterName: z.string(),
  brokerName: z.string(),
  brokerId: safeInteger,
  epochList: z.array(z.object({ epoch: safeInteger, startOffset: int64, endOffset: int64 })),
  maxOffset: int64,
})

/**
 * The masters' terms of a broker in controller mode (AdminBrokerProcessor#getBrokerEpochCache, 5.0+). Any other broker is
 * `absent` (code 1 "this request only for controllerMode").
 */
export const getBrokerEpochCache = defineRequest({
  code: 1007,
  name: 'GET_BROKER_EPOCH_CACHE',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(EpochEntryCache),
  absentCodes: [{ code: 1, remark: /only for controllerMode/i }],
})
