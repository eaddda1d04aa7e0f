import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { int32, int64 } from './values.ts'

/** One slave as its master sees it; `diff` = bytes that it is behind (HARuntimeInfo.HAConnectionRuntimeInfo). */
export const HaConnectionInfo = z.object({
  addr: z.string(),
  slaveAckOffset: int64,
  diff: int64,
  inSync: z.boolean(),
  transferredByteInSecond: int64,
  transferFromWhere: int64,
})

/** A slave as it sees itself (HARuntimeInfo.HAClientRuntimeInfo). */
export const HaClientInfo = z.object({
  masterAddr: z.string().optional(),
  transferredByteInSecond: int64,
  maxOffset: int64,
  lastReadTimestamp: int64,
  lastWriteTimestamp: int64,
  masterFlushOffset: int64,
})

export const HaRuntimeInfo = z.object({
  master: z.boolean(),
  masterCommitLogMaxOffset: int64,
  inSyncSlaveNums: int32,
  haConnectionInfo: z.array(HaConnectionInfo),
  /** Filled on a slave only; a master prints zeros. */
  haClientRuntimeInfo: HaClientInfo.nullable().default(null),
})
export type HaRuntimeInfo = z.output<typeof HaRuntimeInfo>

/**
 * Replication of one broker process (AdminBrokerProcessor#getBrokerHaStatus, 5.0+; older brokers refuse with code 3).
 * Refused with code 1 when the broker has no HA service (duplicationEnable).
 */
export const getBrokerHaStatus = defineRequest({
  code: 907,
  name: 'GET_BROKER_HA_STATUS',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(HaRuntimeInfo),
})
