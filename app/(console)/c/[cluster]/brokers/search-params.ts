import { parseAsStringLiteral } from 'nuqs/server'
import type { listBrokers } from '@/lib/contract/brokers'
import type { InputOf } from '@/lib/contract/endpoint'
import { type ListParams, listInput, listParams } from '@/lib/url/list-params'

export const brokerListParams = listParams({
  sortFields: ['name', 'state', 'inTps', 'outTps', 'putToday', 'getToday', 'diskRatio', 'haLagBytes', 'startedAt'],
  defaultSort: 'name',
  defaultPageSize: 200,
})

export const roles = ['master', 'slave'] as const
export const brokerFilterParams = { role: parseAsStringLiteral(roles) }

/** The API's input for the list in this state: the same for the page's prefetch and its hook. */
export function brokerListInput(
  cluster: string,
  params: ListParams,
  role: (typeof roles)[number] | null,
): InputOf<typeof listBrokers> {
  return { cluster, ...listInput(params), ...(role === null ? {} : { role }) }
}
