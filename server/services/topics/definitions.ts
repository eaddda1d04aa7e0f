import 'server-only'
import { configDifferences } from '@/lib/domain/config-diff.ts'
import { majorVersion } from '@/lib/domain/mq-version-name.ts'
import { permission } from '@/lib/domain/permission.ts'
import { topicType } from '@/lib/domain/topic-kind.ts'
import type { ClusterModel, TopicModel } from '@/server/metrics/model'
import type { TopicDefinition } from '@/server/metrics/state'

export type TopicDifference = { field: string; values: Array<{ brokerName: string; value: string | null }> }

/**
 * Fields that brokers define differently, by name. A broker without the topic takes no part (that is `missingOn`).
 * `type` stands for `message.type`: absent it means something, and not the same on 4.x and 5.x.
 */
export function definitionDifferences(topic: TopicModel, model: ClusterModel): TopicDifference[] {
  const configs = [...topic.definitions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([brokerName, definition]) => ({
      target: brokerName,
      values: valuesOf(definition, typeOn(topic, brokerName, definition, model)),
    }))
  return configDifferences(configs).map(({ key, values }) => ({
    field: key,
    values: values.map(({ target, value }) => ({ brokerName: target, value })),
  }))
}

/** Attributes of all brokers together; where they differ the first broker by name counts, and the difference is shown. */
export function mergedAttributes({ definitions }: TopicModel): Record<string, string> {
  const byName = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.assign({}, ...byName.reverse().map(([, definition]) => definition.attributes))
}

function valuesOf(definition: TopicDefinition, type: string | null): Record<string, string> {
  const { 'message.type': _, ...attributes } = definition.attributes
  return {
    ...(type === null ? {} : { type }),
    readQueues: String(definition.readQueues),
    writeQueues: String(definition.writeQueues),
    permission: permission(definition.perm) ?? 'none',
    order: String(definition.order),
    topicSysFlag: String(definition.topicSysFlag),
    topicFilterType: definition.topicFilterType,
    ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`attributes.${key}`, value])),
  }
}

function typeOn(
  topic: TopicModel,
  brokerName: string,
  definition: TopicDefinition,
  model: ClusterModel,
): string | null {
  const side = model.side.get(brokerName)
  const version = side?.serving?.runtime.value?.version ?? side?.master?.runtime.value?.version ?? null
  return topicType({
    kind: topic.kind,
    messageType: definition.attributes['message.type'] ?? null,
    brokerMajor: majorVersion(version),
  })
}
