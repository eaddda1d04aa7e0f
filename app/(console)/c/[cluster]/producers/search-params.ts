import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { type ListParams, listInput, listParams } from '@/lib/url/list-params'

/** How the list of producer groups stands in the URL. */
export const producerListParams = listParams({
  sortFields: ['name', 'clients', 'clientVersions', 'languages', 'brokers', 'lastSeenAt'],
  defaultSort: 'name',
})

export const producerKinds = ['own', 'internal'] as const
export const producerStates = ['mixed', 'unknown'] as const

/** Whose producers, only those with several versions or of unknown clients, and which group stands open beside the list. */
export const producerFilterParams = {
  kind: parseAsStringLiteral(producerKinds).withDefault('own'),
  state: parseAsStringLiteral(producerStates),
  group: parseAsString,
}

export interface ProducerFilters {
  kind: (typeof producerKinds)[number]
  state: (typeof producerStates)[number] | null
}

/** The API's input for the list in this state: the page's prefetch and the view's hook share it. */
export function producerListInput(cluster: string, params: ListParams, { kind, state }: ProducerFilters) {
  return { cluster, ...listInput(params), kind, ...(state === null ? {} : { state }) }
}
