'use client'

import { useFormat } from '@/components/ui/use-format'
import { Value } from '@/components/ui/value'
import type { BrokerRow } from './cells'

/** Bytes of the commit log that are kept, and since when. */
export function CommitLogCell({ row }: { row: BrokerRow }) {
  const format = useFormat()
  const kept =
    row.commitLogMaxOffset === null || row.commitLogMinOffset === null
      ? null
      : row.commitLogMaxOffset - row.commitLogMinOffset
  const old = row.state === 'down' ? { lastGoodAt: row.asOf, showAge: false } : {}
  return (
    <span className="grid leading-4">
      <Value value={kept} as="bytes" tint={false} {...old} />
      <span className="num text-micro text-ink-3">{format.dateTime(row.earliestMessageAt, 'minutes')}</span>
    </span>
  )
}
