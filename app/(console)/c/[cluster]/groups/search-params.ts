import { parseAsString } from 'nuqs/server'
import { type ListParams, listInput, listParams } from '@/lib/url/list-params'
import { parseAsCommaList } from '@/lib/url/parse-comma-list'

/** How the list of groups stands in the URL. */
export const groupListParams = listParams({
  sortFields: [
    'name',
    'state',
    'members',
    'consumeType',
    'messageModel',
    'topics',
    'lagMessages',
    'lagMs',
    'expiredMessages',
    'outTps',
    'retryMessages',
    'dlqMessages',
  ],
  defaultSort: '-lagMessages',
})

/** `kind` and `state` as the API takes them (empty: a user's own groups, in any state), `topic` one topic name. */
export const groupFilterParams = {
  kind: parseAsCommaList(['own', 'leftover', 'system', 'all']).withDefault(''),
  state: parseAsCommaList(['online', 'offline', 'unknown']).withDefault(''),
  topic: parseAsString.withDefault(''),
}

export interface GroupFilters {
  kind: string
  state: string
  topic: string
}

/** The API's input for the list in this state: the page's prefetch and the view's hook share it. */
export function groupListInput(cluster: string, params: ListParams, { kind, state, topic }: GroupFilters) {
  return {
    cluster,
    ...listInput(params),
    ...(kind === '' ? {} : { kind }),
    ...(state === '' ? {} : { state }),
    ...(topic === '' ? {} : { topic }),
  }
}
