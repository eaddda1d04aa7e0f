import { allPages, type Progress } from '@/lib/api/all-pages'
import type { InputOf, OutputOf } from '@/lib/contract/endpoint'
import { listProducers } from '@/lib/contract/topics'

export type ProducerRow = OutputOf<typeof listProducers>['items'][number]

/** Every producer group that matches. */
export function allProducers(input: InputOf<typeof listProducers>, progress?: Progress): Promise<ProducerRow[]> {
  return allPages(listProducers, input, (row: ProducerRow) => row.group, progress)
}
