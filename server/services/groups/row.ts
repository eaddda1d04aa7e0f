import 'server-only'
import type { z } from 'zod'
import type { Group, LagNote } from '@/lib/contract/groups'
import type { PartialSum } from '@/lib/domain/completeness.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import type { Sample } from '@/lib/domain/sample.ts'
import { trend } from '@/lib/domain/trend.ts'
import type { ClusterCollector } from '@/server/metrics/collector'
import type { GroupModel } from '@/server/metrics/group-model'
import { lagSamples } from '@/server/metrics/problems-of-groups'
import { isoOrNull } from '@/server/metrics/sides'

export type GroupRow = z.infer<typeof Group>
export type LagNoteValue = z.infer<typeof LagNote>

const SPARK_POINTS = 30
const TREND_MS = 5 * 60_000
/** Clients commit every 5 s: a lag goes up and down by what is consumed in between. */
const COMMIT_S = 5
const MIN_CHANGE = 10

/** How many clients a group has; null while no broker that may hold some has answered. */
export const membersOf = (group: GroupModel): number | null =>
  group.connections.state === 'unknown' ? null : group.connections.clients.length

/** One row of the group list, from memory. In flight is asked for one group at a time and unknown here. */
export function groupRow(cluster: ClusterCollector, group: GroupModel, now: number): GroupRow {
  const { connections, lag } = group
  const series = cluster.recorder.series(`group:${group.name}`)
  return {
    name: group.name,
    system: group.system,
    state: connections.state,
    members: membersOf(group),
    leftover: group.leftover,
    consumeType: connections.consumeType,
    messageModel: connections.messageModel,
    topics: group.topics,
    lagMessages: lag.lagMessages,
    lagMs: rounded(group.lagTime.lagMs),
    expiredMessages: lag.expiredMessages,
    inFlight: null,
    outTps: group.outTps.value,
    retryMessages: lag.retryMessages,
    dlqMessages: group.dlqMessages.value,
    clientVersions: versionsOf(group),
    trend: lagTrend(lagSamples(cluster.recorder, group.name, now, now - TREND_MS), group.outTps),
    lagTrend: series?.spark('lagMessages', now, SPARK_POINTS) ?? [],
    notes: notesOf(group),
    stateAsOf: isoOrNull(connections.asOf),
    atLeast: lowerBounds({
      members: connections.atLeast,
      lagMessages: lag.atLeast,
      lagMs: group.lagTime.lagMs !== null && group.lagTime.atLeast,
      expiredMessages: lag.expiredAtLeast,
      outTps: group.outTps.atLeast,
      retryMessages: lag.retryAtLeast,
      dlqMessages: group.dlqMessages.atLeast,
    }),
  }
}

/** Why a group's lag is not a plain number. */
export function notesOf(group: GroupModel): LagNoteValue[] {
  const notes: LagNoteValue[] = []
  const broadcasting = group.lag.unknown === 'broadcasting' || group.connections.messageModel === 'broadcasting'
  if (broadcasting) notes.push('broadcasting')
  else if (group.includesFiltered) notes.push('includes-filtered')
  if (!broadcasting && group.neverCommitted) notes.push('never-committed')
  if (group.brokerSilent) notes.push('broker-silent')
  if (group.fromReplica) notes.push('from-replica')
  if (group.lag.unknown === 'no-queues') notes.push('no-queues')
  return notes
}

/** Where the lag went in the last five minutes; what a commit moves by itself is no trend. */
function lagTrend(samples: readonly Sample[], outTps: PartialSum): GroupRow['trend'] {
  return trend(samples, { minChange: Math.max(MIN_CHANGE, (outTps.value ?? 0) * COMMIT_S) })
}

export const versionsOf = (group: GroupModel): string[] =>
  [...new Set(group.connections.clients.map((c) => c.version).filter((v) => v !== null))].sort(naturalCompare)

/** Names of the fields that are lower bounds. */
export const lowerBounds = (fields: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(fields).filter((field) => fields[field])

export const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value))
