import { allPages, type Progress } from '@/lib/api/all-pages'
import type { InputOf } from '@/lib/contract/endpoint'
import { listGroups } from '@/lib/contract/groups'
import type { GroupRow } from './group-values'

/** Every group that matches. */
export function allGroups(input: InputOf<typeof listGroups>, progress?: Progress): Promise<GroupRow[]> {
  return allPages(listGroups, input, (row: GroupRow) => row.name, progress)
}
