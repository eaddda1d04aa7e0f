import 'server-only'
import { listTopics as endpoint } from '@/lib/contract/topics'
import type { ListFields } from '@/lib/domain/list-query.ts'
import { implement } from '../implement'
import { commaList, pageOf } from '../list'
import { truthOfSides } from '../truth'
import { type TopicRow, topicRow } from './rows'

const SPARK_POINTS = 30

/** Not a user's own topics: behind a filter, with their counts beside it. */
const HIDDEN_BY_DEFAULT = new Set(['RETRY', 'DLQ', 'SYSTEM'])

const fields: ListFields<TopicRow> = {
  key: (r) => r.name,
  search: (r) => [r.name],
  sort: {
    name: (r) => r.name,
    type: (r) => r.type,
    brokers: (r) => r.brokers.join(' '),
    readQueues: (r) => r.readQueues,
    writeQueues: (r) => r.writeQueues,
    permission: (r) => r.permission,
    inTps: (r) => r.inTps,
    outTps: (r) => r.outTps,
    messagesKept: (r) => r.messagesKept,
    groups: (r) => r.groups,
    lastMessageAt: (r) => r.lastMessageAt,
  },
  filter: { type: (r) => r.type, broker: (r) => r.brokers },
}

/** Topics from memory; `types` counts over the whole cluster, whatever the filters. */
export const listTopics = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const types: Record<string, number> = {}
  for (const { type } of model.topics.values()) types[type] = (types[type] ?? 0) + 1
  const page = pageOf(
    [...model.topics.values()].map((topic) => topicRow(topic, model)),
    { ...input, sort: input.sort ?? 'name' },
    fields,
    { type: typesWanted(input.type, types), broker: input.broker === undefined ? undefined : [input.broker] },
  )
  const items = page.items.map((row) => ({
    ...row,
    inTrend: ctx.cluster.recorder.series(`topic:${row.name}`)?.spark('inTps', now, SPARK_POINTS) ?? [],
  }))
  return { ...page, items, types, ...truthOfSides(model.sides) }
})

function typesWanted(text: string | undefined, types: Record<string, number>): string[] | undefined {
  const given = commaList(text)
  if (given?.includes('all')) return undefined
  return given ?? Object.keys(types).filter((type) => !HIDDEN_BY_DEFAULT.has(type))
}
