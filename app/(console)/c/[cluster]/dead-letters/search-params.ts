import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { filterParams } from '@/components/messages/filter-params'
import { type ListParams, listInput, listParams } from '@/lib/url/list-params'

/** How the list of groups with dead letters stands in the URL. */
export const deadLetterListParams = listParams({
  sortFields: ['name', 'messages', 'newMessages', 'lastMessageAt'],
  defaultSort: '-messages',
})

export const deadLetterKinds = ['any', 'growing', 'all'] as const

/** Which groups; whose dead letters stand open beside the list, and which of them; and the job at the foot of the page. */
export const deadLetterFilterParams = {
  show: parseAsStringLiteral(deadLetterKinds).withDefault('any'),
  group: parseAsString,
  ...filterParams('all'),
  job: parseAsInteger,
}

export type DeadLetterShow = (typeof deadLetterKinds)[number]

/** The API's input for the list in this state: the page's prefetch and the view's hook share it. */
export function deadLetterListInput(cluster: string, params: ListParams, show: DeadLetterShow) {
  return { cluster, ...listInput(params), show }
}
