import 'server-only'
import { readGroupClients as endpoint } from '@/lib/contract/groups'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { type SubscriptionDifference, subscriptionDifferences } from '@/lib/domain/subscription-diff.ts'
import type { GroupFacts } from '@/server/metrics/group-facts'
import { iso } from '@/server/metrics/sides'
import { implement } from '../implement'
import { truthOfSides } from '../truth'
import { findGroup } from './find-group'
import { membersWithSubscriptions } from './members'
import { withPatience } from './patience'

/** The clients as the brokers name them, and what each says it subscribes to, as far as it answered in time. */
export const readGroupClients = implement(endpoint, async ({ ctx, input }) => {
  const { group, sides } = findGroup(ctx, input.group)
  const facts = await withPatience(ctx.signal, (patience) => ctx.cluster.groupFacts.read(group, sides, patience))
  const { connections } = group
  const members = membersWithSubscriptions(group, facts)
  const said = new Map(members.map((member) => [member.clientId, member.subscriptions]))
  const truth = truthOfSides(sides)
  return {
    items: [...connections.clients]
      .sort((a, b) => naturalCompare(a.clientId, b.clientId))
      .map((client) => {
        const subscriptions = said.get(client.clientId) ?? null
        return {
          clientId: client.clientId,
          address: client.address,
          language: client.language,
          version: client.version,
          brokers: [...client.brokers].sort(naturalCompare),
          subscriptions:
            subscriptions?.map((s) => ({
              topic: s.topic,
              expressionType: s.expressionType || 'TAG',
              expression: s.expression ?? '*',
            })) ?? null,
          reason: subscriptions ? null : whyUnknown(facts, client.clientId),
        }
      }),
    subscriptions: [...connections.subscriptions].sort((a, b) => naturalCompare(a.topic, b.topic)),
    differences: subscriptionDifferences(members).differences.map(differenceRow),
    consumeFromWhere: connections.consumeFromWhere,
    ...truth,
    asOf: connections.asOf === null ? null : iso(connections.asOf),
  }
})

function whyUnknown(facts: GroupFacts, clientId: string): string {
  return facts.clients.get(clientId)?.error?.reason ?? 'It has not answered yet'
}

/** One topic on which members differ, with what each of them says. */
function differenceRow({ topic, variants, missing }: SubscriptionDifference) {
  return {
    topic,
    values: [
      ...variants.flatMap(({ expressionType, expression, clientIds }) =>
        clientIds.map((clientId) => ({
          clientId,
          expressionType: expressionType as string | null,
          expression: expression as string | null,
        })),
      ),
      ...missing.map((clientId) => ({ clientId, expressionType: null, expression: null })),
    ].sort((a, b) => naturalCompare(a.clientId, b.clientId)),
  }
}
