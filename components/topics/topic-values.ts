import type { OutputOf } from '@/lib/contract/endpoint'
import type { listTopics } from '@/lib/contract/topics'

export type TopicRow = OutputOf<typeof listTopics>['items'][number]
/** What a topic page and a row of the list have in common. */
export type TopicFacts = Pick<
  TopicRow,
  | 'readQueues'
  | 'writeQueues'
  | 'inTps'
  | 'outTps'
  | 'messagesKept'
  | 'groups'
  | 'atLeast'
  | 'lastGood'
  | 'lastGoodAt'
  | 'silentBrokers'
  | 'brokers'
>
export type TopicNumber = 'readQueues' | 'writeQueues' | 'inTps' | 'outTps' | 'messagesKept' | 'groups'

/** A number of a topic and how far it can be trusted, as `Value` takes it. */
export function topicValue(row: TopicFacts, field: TopicNumber) {
  return {
    value: row[field],
    atLeast: row.atLeast.includes(field),
    lastGoodAt: row.lastGood.includes(field) ? row.lastGoodAt : null,
  }
}

/** A topic's number in CSV: a lower bound is `>=n`, unknown is empty. */
export function topicCsv(row: TopicFacts, field: TopicNumber) {
  return { value: row[field], atLeast: row.atLeast.includes(field) }
}

/** Why a rate is not known: nobody speaks for it, or it takes two samples. */
export function whyNoRate(row: TopicFacts): { silent: readonly string[] } | 'no-second-sample' {
  return row.silentBrokers.length > 0 ? { silent: row.silentBrokers } : 'no-second-sample'
}
