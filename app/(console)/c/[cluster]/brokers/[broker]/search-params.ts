import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { listParams } from '@/lib/url/list-params'

export const brokerTabs = ['live', 'topics', 'runtime', 'config'] as const
export type BrokerTab = (typeof brokerTabs)[number]

/** `?replica=1`: a broker id; anything else is all of them. */
const replicaParser = createParser<number>({
  parse: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
  serialize: String,
})

/** `?tab=config&replica=0&show=all&find=flush` */
export const brokerParams = {
  tab: parseAsStringLiteral(brokerTabs).withDefault('live'),
  replica: replicaParser,
  show: parseAsStringLiteral(['set', 'all']).withDefault('set'),
  find: parseAsString.withDefault(''),
}

/** The table of topics, sorted in the browser: `?t-sort=name`. */
export const hostedListParams = listParams({
  sortFields: ['name', 'type', 'queues', 'inTps', 'outTps', 'messagesKept', 'share'],
  defaultSort: '-inTps',
  defaultPageSize: 1_000,
})
