import 'server-only'
import type { z } from 'zod'
import type { Topic } from '@/lib/contract/topics'
import { atLeastFields, type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { type Permission, permission } from '@/lib/domain/permission.ts'
import type { ClusterModel, TopicModel } from '@/server/metrics/model'
import { unknownPart } from '@/server/metrics/rates'
import { isoOrNull } from '@/server/metrics/sides'
import type { TopicDefinition } from '@/server/metrics/state'

/** A row without its trend, which is read for the rows of one page only. */
export type TopicRow = Omit<z.infer<typeof Topic>, 'inTrend'>

/**
 * A topic as a row. Sums run over the brokers that are spoken for; a silent one makes them "at least". With none left
 * the last good values stay, named in `lastGood`.
 */
export function topicRow(topic: TopicModel, model: ClusterModel): TopicRow {
  const brokers = [...topic.definitions.keys()].sort()
  const allSilent = topic.silentBrokers.length === brokers.length
  const { atLeast, ...sums } = atLeastFields({
    readQueues: sumOf(topic, (definition) => definition.readQueues),
    writeQueues: sumOf(topic, (definition) => definition.writeQueues),
    inTps: topic.inTps,
    outTps: topic.outTps,
    messagesKept: allSilent ? { value: topic.keptLastGood, atLeast: false } : topic.messagesKept,
    groups: groupsOf(topic, model),
  })
  const lastMessageAt = isoOrNull(topic.lastMessageAt)
  const row = {
    name: topic.name,
    type: topic.type,
    brokers,
    permission: permissionOf(topic),
    ...sums,
    lastMessageAt,
    silentBrokers: [...topic.silentBrokers].sort(),
  }
  const lastGood = allSilent ? LAST_GOOD_FIELDS.filter((field) => row[field] !== null) : []
  return {
    ...row,
    lastGood,
    lastGoodAt: lastGood.length > 0 ? isoOrNull(topic.lastGoodAt ?? definedAt(topic, model)) : null,
    atLeast: [...atLeast, ...(!allSilent && isPartial(topic, model) && lastMessageAt ? ['lastMessageAt'] : [])],
  }
}

/** What stays visible of a topic none of whose brokers answers; rates are of now and do not. */
const LAST_GOOD_FIELDS = ['readQueues', 'writeQueues', 'permission', 'messagesKept', 'groups', 'lastMessageAt'] as const

/** The permission all brokers give; null where they differ. */
function permissionOf({ definitions }: TopicModel): Permission | null {
  const different = new Set([...definitions.values()].map((definition) => permission(definition.perm)))
  const [only = null] = different
  return different.size === 1 ? only : null
}

function sumOf(topic: TopicModel, read: (definition: TopicDefinition) => number): PartialSum {
  const silent = new Set(topic.silentBrokers)
  const allSilent = silent.size === topic.definitions.size
  return sumPartial(
    [...topic.definitions].map(([brokerName, definition]) =>
      silent.has(brokerName) && !allSilent ? null : read(definition),
    ),
  )
}

/** How many groups consume it; unknown while no broker of the topic gave its committed offsets. */
function groupsOf(topic: TopicModel, model: ClusterModel): PartialSum {
  const sides = [...topic.definitions.keys()].map((brokerName) => model.side.get(brokerName))
  const unread = sides.filter((side) => (side?.state.committed.value ?? null) === null).length
  if (unread === sides.length && topic.groups.size === 0) return unknownPart
  const some = topic.silentBrokers.length > 0 && topic.silentBrokers.length < sides.length
  return { value: topic.groups.size, atLeast: some || unread > 0 }
}

/** Some of its brokers are silent, or a slave speaks for one. */
function isPartial(topic: TopicModel, model: ClusterModel): boolean {
  if (topic.silentBrokers.length > 0) return true
  return [...topic.definitions.keys()].some((name) => (model.side.get(name)?.fromReplica ?? null) !== null)
}

function definedAt(topic: TopicModel, model: ClusterModel): number | null {
  const times = [...topic.definitions.keys()].map((name) => model.side.get(name)?.state.topics.asOf ?? null)
  return times.reduce((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null)
}
