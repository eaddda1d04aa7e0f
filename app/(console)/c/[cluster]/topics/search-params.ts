import { parseAsString } from 'nuqs/server'
import { type ListParams, listInput, listParams } from '@/lib/url/list-params'

/** How the list of topics stands in the URL. */
export const topicListParams = listParams({
  sortFields: [
    'name',
    'type',
    'brokers',
    'readQueues',
    'writeQueues',
    'permission',
    'inTps',
    'outTps',
    'messagesKept',
    'groups',
    'lastMessageAt',
  ],
  defaultSort: '-inTps',
})

/** `type` as the API takes it (empty: a user's own topics), `broker` one broker name. */
export const topicFilterParams = { type: parseAsString.withDefault(''), broker: parseAsString.withDefault('') }

/** The API's input for the list in this state: the page's prefetch and the view's hook share it. */
export function topicListInput(cluster: string, params: ListParams, filters: { type: string; broker: string }) {
  return {
    cluster,
    ...listInput(params),
    ...(filters.type === '' ? {} : { type: filters.type }),
    ...(filters.broker === '' ? {} : { broker: filters.broker }),
  }
}
