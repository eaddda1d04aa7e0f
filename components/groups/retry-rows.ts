import { DLQ_PREFIX } from '@/lib/domain/topic-kind'
import type { GroupDetail, QueueRow } from './group-values'
import { byTopic, lagSum } from './queue-values'

export interface RetryRow {
  topic: string
  kind: 'retry' | 'dlq'
  /** Null where the answer does not say. */
  queues: number | null
  /** Waiting to be tried again, or dead; null = unknown. */
  messages: number | null
  atLeast: boolean
}

/**
 * The group's retry topics with what waits in them, then its dead-letter topic, which a group without dead letters does
 * not have.
 */
export function retryRows(
  group: Pick<GroupDetail, 'name' | 'dlqMessages' | 'atLeast'>,
  queues: readonly QueueRow[],
): RetryRow[] {
  const retry = [...byTopic(queues.filter((row) => row.kind === 'retry' && !row.leftover))].map(([topic, rows]) => {
    const sum = lagSum(rows)
    return { topic, kind: 'retry' as const, queues: rows.length, messages: sum.value, atLeast: sum.atLeast }
  })
  if (group.dlqMessages === 0 && !group.atLeast.includes('dlqMessages')) return retry
  return [
    ...retry,
    {
      topic: DLQ_PREFIX + group.name,
      kind: 'dlq',
      queues: null,
      messages: group.dlqMessages,
      atLeast: group.atLeast.includes('dlqMessages'),
    },
  ]
}
