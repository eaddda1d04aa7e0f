import type { Client } from '../client.ts'
import { BadReply } from '../errors.ts'
import {
  getAllSubscriptionGroupConfig,
  type SubscriptionGroupTable,
} from '../requests/get-all-subscription-group-config.ts'
import { getAllTopicConfig, type TopicConfigTable } from '../requests/get-all-topic-config.ts'

type Options = { signal?: AbortSignal | undefined }

/**
 * All topic definitions of a broker in one piece. Brokers from 5.4 on can split the table; without paging fields they
 * send all of it (AdminBrokerProcessor#getAllTopicConfig), which is checked against the total they state.
 */
export async function readTopicTable(
  client: Client,
  address: string,
  options: Options = {},
): Promise<TopicConfigTable> {
  const { body, header } = await client.call(address, getAllTopicConfig, {}, options)
  assertComplete(address, 'topics', Object.keys(body.topicConfigTable).length, header.totalTopicNum)
  return body
}

/** All consumer group definitions of a broker in one piece, checked in the same way. */
export async function readGroupTable(
  client: Client,
  address: string,
  options: Options = {},
): Promise<SubscriptionGroupTable> {
  const { body, header } = await client.call(address, getAllSubscriptionGroupConfig, {}, options)
  assertComplete(address, 'groups', Object.keys(body.subscriptionGroupTable).length, header.totalGroupNum)
  return body
}

function assertComplete(address: string, what: string, received: number, stated: number | undefined): void {
  if (stated === undefined || received >= stated) return
  throw new BadReply({ address, reason: `it holds ${received} of ${stated} ${what}` })
}
