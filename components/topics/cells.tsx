'use client'

import { useTranslations } from 'next-intl'
import { BrokerSquares } from '@/components/ui/broker-squares'
import { Ago } from '@/components/ui/freshness'
import { Unknown } from '@/components/ui/unknown'
import { Aged, Dash, Value } from '@/components/ui/value'
import { type TopicFacts, type TopicNumber, type TopicRow, topicValue, whyNoRate } from './topic-values'

/** A number of a topic: exact, at least, last good or unknown, with the reason. */
export function TopicValue({
  row,
  field,
  as,
}: {
  row: TopicFacts
  field: TopicNumber
  as?: 'count' | 'short' | 'rate'
}) {
  const why = useTopicReason()
  return <Value {...topicValue(row, field)} as={as ?? 'count'} showAge={false} reason={why(row)} />
}

/** Why something of a topic is not known, as a sentence. */
export function useTopicReason(): (row: TopicFacts) => string {
  const t = useTranslations('topics')
  return (row) => {
    const why = whyNoRate(row)
    return why === 'no-second-sample' ? t('noSecondSample') : t('silent', { brokers: why.silent.join(', ') })
  }
}

/** How long ago the newest message was stored. Nothing kept has no newest message. */
export function LastMessage({ row }: { row: Pick<TopicRow, 'lastMessageAt'> & TopicFacts }) {
  const t = useTranslations('topics')
  const why = useTopicReason()
  if (row.lastMessageAt === null) {
    return row.messagesKept === 0 ? <Dash /> : <Unknown reason={why(row)} />
  }
  if (row.lastGood.includes('lastMessageAt')) {
    return (
      <Aged at={row.lastGoodAt} showAge={false} reason={why(row)}>
        <Ago at={row.lastMessageAt} />
      </Aged>
    )
  }
  if (row.atLeast.includes('lastMessageAt')) {
    return (
      <>
        <Ago at={row.lastMessageAt} />
        <span className="sr-only">, {t('maybeNewer')}</span>
      </>
    )
  }
  return <Ago at={row.lastMessageAt} />
}

/** From here on squares would fill the row: the number of brokers stands instead. */
const MAX_SQUARES = 12

/** On which of the cluster's brokers the topic is, each always at its place. */
export function TopicBrokers({
  row,
  brokerNames,
}: {
  row: Pick<TopicRow, 'brokers' | 'silentBrokers'>
  brokerNames: readonly string[]
}) {
  const t = useTranslations('topics')
  if (brokerNames.length > MAX_SQUARES) {
    return (
      <span className="num" data-hint={row.brokers.join(', ')}>
        {t('brokersOf', { count: row.brokers.length, total: brokerNames.length })}
      </span>
    )
  }
  return (
    <BrokerSquares
      brokers={brokerNames.map((name) => ({
        name,
        state: row.silentBrokers.includes(name) ? 'unknown' : row.brokers.includes(name) ? 'on' : 'off',
      }))}
    />
  )
}

/** Room for the squares of so many brokers. */
export function squaresWidth(count: number): number {
  return count > MAX_SQUARES ? 90 : Math.max(90, count * 21 + 24)
}

/** `read, write`; null = brokers differ. */
export function PermissionText({ permission }: { permission: TopicRow['permission'] }) {
  const t = useTranslations('topics.permission')
  return <>{t(permission ?? 'differs')}</>
}
