import 'server-only'
import { listDeadLetters as endpoint } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { sumPartial } from '@/lib/domain/completeness.ts'
import type { ListFields } from '@/lib/domain/list-query.ts'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind.ts'
import type { ClusterModel, TopicModel } from '@/server/metrics/model'
import type { Problems } from '@/server/metrics/problems'
import { implement } from '../implement'
import { pageOf } from '../list'
import { topicRow } from '../topics/rows'
import { truthOfSides } from '../truth'

type Row = OutputOf<typeof endpoint>['items'][number]

const fields: ListFields<Row> = {
  key: (row) => row.group,
  search: (row) => [row.group],
  sort: {
    name: (row) => row.group,
    group: (row) => row.group,
    messages: (row) => row.messages,
    newMessages: (row) => row.newMessages,
    lastMessageAt: (row) => row.lastMessageAt,
  },
  filter: { show: showsIn },
}

/** Every dead-letter topic of the cluster, from memory, as the group that failed. */
export const listDeadLetters = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const grown = grownBy(ctx.cluster.problems(now))
  const rows = [...model.topics.values()]
    .filter((topic) => topic.name.startsWith(DLQ_PREFIX))
    .map((topic) => rowOf(topic, model, grown))
  const sum = sumPartial(
    rows.map((row) => ({ value: row.messages, atLeast: row.atLeast.includes('messages') || row.lastGoodAt !== null })),
  )
  const counted = (show: string) => rows.filter((row) => showsIn(row).includes(show)).length
  return {
    ...pageOf(rows, { ...input, sort: input.sort ?? '-messages' }, fields, { show: [input.show] }),
    counts: {
      any: counted('any'),
      growing: counted('growing'),
      all: rows.length,
      unknown: rows.filter((row) => row.messages === null).length,
    },
    messages: sum.value,
    atLeast: sum.atLeast ? ['messages'] : [],
    ...truthOfSides(model.sides),
  }
})

function showsIn({ messages, newMessages }: Row): string[] {
  return ['all', ...(messages === 0 ? [] : ['any']), ...((newMessages ?? 0) > 0 ? ['growing'] : [])]
}

function rowOf(topic: TopicModel, model: ClusterModel, grown: Growth): Row {
  const row = topicRow(topic, model)
  const group = topic.name.slice(DLQ_PREFIX.length)
  const atLeast = row.atLeast.includes('messagesKept') ? ['messages'] : []
  const known = grown.decided && row.messagesKept !== null && row.lastGoodAt === null
  return {
    group,
    groupExists: model.groups.has(group),
    topic: topic.name,
    brokers: row.brokers,
    silentBrokers: row.silentBrokers,
    messages: row.messagesKept,
    newMessages: grown.by.get(group) ?? (known ? 0 : null),
    lastMessageAt: row.lastMessageAt,
    lastGoodAt: row.lastGoodAt,
    atLeast: row.atLeast.includes('lastMessageAt') ? [...atLeast, 'lastMessageAt'] : atLeast,
  }
}

/** What came of late, as the lamp saw it; `decided`: a group that is not named had none. */
interface Growth {
  by: ReadonlyMap<string, number>
  decided: boolean
}

function grownBy({ lamps, items }: Problems): Growth {
  const by = new Map<string, number>()
  for (const { kind, subject, facts } of items)
    if (kind === 'dead-letters' && typeof facts.newMessages === 'number') by.set(subject.name, facts.newMessages)
  return { by, decided: lamps.some(({ id, state }) => id === 'deadLetters' && state !== 'unknown') }
}
