import type { Client } from '../client.ts'
import { BrokerRefused } from '../errors.ts'
import { getAllTopicConfig } from '../requests/get-all-topic-config.ts'
import { getTopicConfig } from '../requests/get-topic-config.ts'
import type { TopicConfig } from '../requests/topic-config.ts'

const REQUEST_CODE_NOT_SUPPORTED = 3

/**
 * The definition of a topic on one broker, null when it is not there. 5.x is asked for the one topic (351); a broker
 * that does not know that request (4.x) for its whole table (21).
 */
export async function readTopicConfig(
  client: Client,
  address: string,
  topic: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<TopicConfig | null> {
  try {
    return (await client.call(address, getTopicConfig, { topic }, options)).body
  } catch (error) {
    if (!(error instanceof BrokerRefused) || error.code !== REQUEST_CODE_NOT_SUPPORTED) throw error
  }
  const { body } = await client.call(address, getAllTopicConfig, {}, options)
  return body.topicConfigTable[topic] ?? null
}
