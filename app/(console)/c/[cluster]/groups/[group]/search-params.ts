import { parseAsStringLiteral } from 'nuqs/server'
import { listParams } from '@/lib/url/list-params'

export const groupTabs = ['lag', 'clients', 'subscriptions', 'retry', 'config'] as const
export type GroupTab = (typeof groupTabs)[number]

/** `?tab=clients` */
export const groupTabParser = parseAsStringLiteral(groupTabs).withDefault('lag')

/** The table of queues, sorted in the browser: `?q-sort=-lagMs`. */
export const queueListParams = listParams({
  sortFields: ['broker', 'queue', 'owner', 'brokerOffset', 'consumerOffset', 'lagMessages', 'lagMs', 'inTps', 'outTps'],
  defaultSort: '-lagMessages',
  defaultPageSize: 1_000,
})

/** The table of clients: `?c-sort=version`. */
export const clientListParams = listParams({
  sortFields: ['clientId', 'address', 'language', 'version', 'brokers', 'queues', 'lagMessages'],
  defaultSort: 'clientId',
  defaultPageSize: 1_000,
})
