import 'server-only'
import { readTopicConfig as endpoint } from '@/lib/contract/topics'
import { permission } from '@/lib/domain/permission.ts'
import { isoOrNull } from '@/server/metrics/sides'
import { implement } from '../implement'
import { truthOfSides } from '../truth'
import { definitionDifferences } from './definitions'
import { findTopic } from './find-topic'

/** The definition on each broker name, as its serving replica gave it (read every 30 s; of a silent broker the last good one). */
export const readTopicConfig = implement(endpoint, ({ ctx, input }) => {
  const { topic, model } = findTopic(ctx, input.topic)
  const holders = model.sides.filter((side) => topic.definitions.has(side.brokerName))
  // Brokers of another RocketMQ cluster behind the same name servers are not where it is missing.
  const clusterNames = new Set(holders.map((side) => side.state.clusterName))
  const sides = model.sides.filter((side) => clusterNames.has(side.state.clusterName))
  const items = holders.map((side) => {
    const definition = topic.definitions.get(side.brokerName)!
    return {
      brokerName: side.brokerName,
      readQueues: definition.readQueues,
      writeQueues: definition.writeQueues,
      permission: permission(definition.perm) ?? ('none' as const),
      order: definition.order,
      topicSysFlag: definition.topicSysFlag,
      topicFilterType: definition.topicFilterType,
      attributes: { ...definition.attributes },
      asOf: isoOrNull(side.state.topics.asOf),
    }
  })
  return {
    items,
    differences: definitionDifferences(topic, model),
    missingOn: sides
      .filter((side) => side.state.topics.value !== null && !topic.definitions.has(side.brokerName))
      .map((side) => side.brokerName),
    ...truthOfSides(sides),
  }
})
