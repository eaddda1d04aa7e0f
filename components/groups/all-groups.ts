import { call } from '@/lib/api/call'
import type { InputOf } from '@/lib/contract/endpoint'
import { listGroups } from '@/lib/contract/groups'
import type { GroupRow } from './group-values'

const PAGE_SIZE = 1_000

/** Every group that matches, page after page; the list may change between them, so a name counts once. */
export async function allGroups(input: InputOf<typeof listGroups>): Promise<GroupRow[]> {
  const byName = new Map<string, GroupRow>()
  for (let page = 1; ; page++) {
    const answer = await call(listGroups, { ...input, page, pageSize: PAGE_SIZE })
    for (const row of answer.items) byName.set(row.name, row)
    if (answer.items.length === 0 || page * PAGE_SIZE >= answer.total) return [...byName.values()]
  }
}
