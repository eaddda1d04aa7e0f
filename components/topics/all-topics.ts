import { call } from '@/lib/api/call'
import type { InputOf } from '@/lib/contract/endpoint'
import { listTopics } from '@/lib/contract/topics'
import type { TopicRow } from './topic-values'

const PAGE_SIZE = 1_000

/** Every topic that matches, page after page; the list may change between them, so a name counts once. */
export async function allTopics(input: InputOf<typeof listTopics>): Promise<TopicRow[]> {
  const byName = new Map<string, TopicRow>()
  for (let page = 1; ; page++) {
    const answer = await call(listTopics, { ...input, page, pageSize: PAGE_SIZE })
    for (const row of answer.items) byName.set(row.name, row)
    if (answer.items.length === 0 || page * PAGE_SIZE >= answer.total) return [...byName.values()]
  }
}
