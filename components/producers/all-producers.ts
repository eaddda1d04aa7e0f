import { call } from '@/lib/api/call'
import type { InputOf, OutputOf } from '@/lib/contract/endpoint'
import { listProducers } from '@/lib/contract/topics'

export type ProducerRow = OutputOf<typeof listProducers>['items'][number]

const PAGE_SIZE = 1_000

/** Every producer group that matches, page after page; the list may change between them, so a name counts once. */
export async function allProducers(input: InputOf<typeof listProducers>): Promise<ProducerRow[]> {
  const byName = new Map<string, ProducerRow>()
  for (let page = 1; ; page++) {
    const answer = await call(listProducers, { ...input, page, pageSize: PAGE_SIZE })
    for (const row of answer.items) byName.set(row.group, row)
    if (answer.items.length === 0 || page * PAGE_SIZE >= answer.total) return [...byName.values()]
  }
}
