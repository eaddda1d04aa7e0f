import { z } from 'zod'
import { json } from './body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'
import { expectMap, expectObject } from './expect.ts'
import { decodeSubscriptionGroupConfig, SubscriptionGroupConfig } from './subscription-group-config.ts'
import { int32, record, recordFrom } from './values.ts'

export const SubscriptionGroupTable = z.object({
  dataVersion: DataVersion,
  subscriptionGroupTable: record(SubscriptionGroupConfig),
  /** group → topic → bits that forbid reading (5.x). */
  forbiddenTable: record(record(int32)).optional(),
})
export type SubscriptionGroupTable = z.output<typeof SubscriptionGroupTable>

export function decodeSubscriptionGroupTable(raw: unknown): SubscriptionGroupTable {
  const body = expectObject(raw, 'body')
  const groups = expectMap(body.subscriptionGroupTable, 'subscriptionGroupTable')
  const forbidden = body.forbiddenTable
  return {
    dataVersion: DataVersion.parse(body.dataVersion),
    subscriptionGroupTable: recordFrom(
      groups.map(([name, config]) => [String(name), decodeSubscriptionGroupConfig(config, String(name))]),
    ),
    ...(forbidden === undefined ? {} : { forbiddenTable: record(record(int32)).parse(forbidden) }),
  }
}

/**
 * All consumer group definitions of one broker, master or slave (AdminBrokerProcessor#getAllSubscriptionGroup, all
 * versions). The only way definitions are read here: 352 creates the group that it is asked about (5.x, while
 * autoCreateSubscriptionGroup is on, SubscriptionGroupManager#findSubscriptionGroupConfig). No paging field is sent.
 */
export const getAllSubscriptionGroupConfig = defineRequest({
  code: 201,
  name: 'GET_ALL_SUBSCRIPTIONGROUP_CONFIG',
  target: 'broker',
  access: 'read',
  timeout: 'table',
  header: z.strictObject({}),
  replyHeader: z.object({ totalGroupNum: int32.optional() }),
  replyBody: json(SubscriptionGroupTable, { decode: decodeSubscriptionGroupTable }),
})
