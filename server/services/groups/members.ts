import 'server-only'
import { type Member, subscriptionDifferences } from '@/lib/domain/subscription-diff.ts'
import type { GroupFacts } from '@/server/metrics/group-facts'
import type { GroupModel } from '@/server/metrics/group-model'

/** Each client with its own subscriptions; null = it was not asked or did not answer. */
export function membersWithSubscriptions(group: GroupModel, facts: GroupFacts | null): Member[] {
  return group.connections.clients.map(({ clientId }) => {
    const reading = facts?.clients.get(clientId)
    return { clientId, subscriptions: reading && !reading.error ? (reading.value?.subscriptions ?? null) : null }
  })
}

/** Topics on which members differ; null while fewer than two have said what they subscribe to and there are more. */
export function differenceCount(group: GroupModel, facts: GroupFacts | null): number | null {
  if (group.connections.state !== 'online') return null
  const members = membersWithSubscriptions(group, facts)
  const { differences, unknown } = subscriptionDifferences(members)
  if (differences.length > 0) return differences.length
  return unknown.length > 0 && members.length > 1 ? null : 0
}
