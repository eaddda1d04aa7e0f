import { z } from 'zod'
import { json } from './body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'
import { expectMap, expectObject } from './expect.ts'
import { decodeTopicConfig, TopicConfig } from './topic-config.ts'
import { int32, record, recordFrom } from './values.ts'

export const TopicConfigTable = z.object({
  dataVersion: DataVersion,
  topicConfigTable: record(TopicConfig),
})
export type TopicConfigTable = z.output<typeof TopicConfigTable>

export function decodeTopicConfigTable(raw: unknown): TopicConfigTable {
  const body = expectObject(raw, 'body')
  const topics = expectMap(body.topicConfigTable, 'topicConfigTable')
  return {
    dataVersion: DataVersion.parse(body.dataVersion),
    topicConfigTable: recordFrom(
      topics.map(([name, config]) => [String(name), decodeTopicConfig(config, String(name))]),
    ),
  }
}

/**
 * All topic definitions of one broker, master or slave (AdminBrokerProcessor#getAllTopicConfig, all versions; the
 * mapping tables that 5.x adds for static topics are left out). No paging field is ever sent: brokers that can split
 * (5.4+, `totalTopicNum`) answer everything then, as older ones always do.
 */
export const getAllTopicConfig = defineRequest({
  code: 21,
  name: 'GET_ALL_TOPIC_CONFIG',
  target: 'broker',
  access: 'read',
  timeout: 'table',
  header: z.strictObject({}),
  replyHeader: z.object({ totalTopicNum: int32.optional() }),
  replyBody: json(TopicConfigTable, { decode: decodeTopicConfigTable }),
})
