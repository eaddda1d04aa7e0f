import 'server-only'
import { listGroups as endpoint } from '@/lib/contract/groups'
import type { ListFields } from '@/lib/domain/list-query.ts'
import type { GroupModel } from '@/server/metrics/group-model'
import { ServiceError } from '../errors'
import { implement } from '../implement'
import { commaList, pageOf } from '../list'
import { truthOfSides } from '../truth'
import { groupRow, membersOf } from './row'

const kinds = ['own', 'leftover', 'system'] as const
const states = ['online', 'offline', 'unknown'] as const

const kindOf = (group: GroupModel): (typeof kinds)[number] =>
  group.system ? 'system' : group.leftover ? 'leftover' : 'own'

// Sorted and filtered as the model holds them; only the rows of the page are drawn up (trends cost the most).
const fields: ListFields<GroupModel> = {
  key: (g) => g.name,
  search: (g) => [g.name],
  sort: {
    name: (g) => g.name,
    state: (g) => g.connections.state,
    members: membersOf,
    consumeType: (g) => g.connections.consumeType,
    messageModel: (g) => g.connections.messageModel,
    topics: (g) => g.topics.length,
    lagMessages: (g) => g.lag.lagMessages,
    lagMs: (g) => g.lagTime.lagMs,
    expiredMessages: (g) => g.lag.expiredMessages,
    outTps: (g) => g.outTps.value,
    retryMessages: (g) => g.lag.retryMessages,
    dlqMessages: (g) => g.dlqMessages.value,
  },
  filter: {
    state: (g) => g.connections.state,
    kind: kindOf,
    topic: (g) => [...g.topics, ...g.retryTopics, ...g.leftoverTopics],
  },
}

export const listGroups = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const groups = [...model.groups.values()]
  const kind = commaList(input.kind) ?? ['own']
  const page = pageOf(groups, { ...input, sort: input.sort ?? 'name' }, fields, {
    state: known('state', commaList(input.state), states),
    kind: kind.includes('all') ? undefined : known('kind', kind, [...kinds, 'all']),
    topic: input.topic === undefined ? undefined : [input.topic],
  })
  const counts = { own: 0, leftover: 0, system: 0 }
  for (const group of groups) counts[kindOf(group)]++
  return {
    ...page,
    items: page.items.map((group) => groupRow(ctx.cluster, group, now)),
    kinds: counts,
    ...truthOfSides(model.sides),
  }
})

/** A filter value that cannot match anything is a slip of the caller's, not an empty list. */
function known(field: string, values: string[] | undefined, allowed: readonly string[]): string[] | undefined {
  const bad = values?.find((value) => !allowed.includes(value))
  if (bad === undefined) return values
  throw new ServiceError('invalid-input', `${field}: "${bad}" is not one of ${allowed.join(', ')}`, {
    inputErrors: [{ path: field, message: `one of ${allowed.join(', ')}` }],
  })
}
