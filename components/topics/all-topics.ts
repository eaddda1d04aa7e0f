import { allPages, type Progress } from '@/lib/api/all-pages'
import type { InputOf } from '@/lib/contract/endpoint'
import { listTopics } from '@/lib/contract/topics'
import type { TopicRow } from './topic-values'

/** Every topic that matches. */
export function allTopics(input: InputOf<typeof listTopics>, progress?: Progress): Promise<TopicRow[]> {
  return allPages(listTopics, input, (row: TopicRow) => row.name, progress)
}
