'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Clock } from '@/components/ui/freshness'
import { Readout, Readouts } from '@/components/ui/readouts'
import { Spark } from '@/components/ui/spark'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import type { OutputOf } from '@/lib/contract/endpoint'
import { type readTopic, readTopicGroups } from '@/lib/contract/topics'
import { momentMs } from '@/lib/format/clock'
import { pages } from '@/lib/url/pages'
import { useTopicReason } from './cells'
import { type TopicNumber, topicValue } from './topic-values'

type TopicAnswer = OutputOf<typeof readTopic>

/** In, out, kept, newest message, groups. */
export function TopicReadouts({ cluster, topic }: { cluster: string; topic: TopicAnswer }) {
  const t = useTranslations('topic')
  const format = useFormat()
  const now = useNow()
  const reason = useTopicReason()(topic)
  const groups = useEndpoint(readTopicGroups, { cluster, topic: topic.name }).data?.items ?? []
  const number = (field: TopicNumber, write: (value: number | null) => string | null) => {
    const { value, ...trust } = topicValue(topic, field)
    return { value: write(value), reason, ...trust }
  }
  const day = (field: 'in24h' | 'out24h') =>
    topic[field] === null
      ? t('in24hUnknown')
      : t(topic.atLeast.includes(field) ? 'in24hAtLeast' : 'in24h', { count: format.short(topic[field]) })
  const { lastMessageAt } = topic
  // Until the clock of the page runs, the age is that of the answer.
  const at = now ?? momentMs(topic.asOf)
  const age = lastMessageAt === null || at === null ? null : format.age(Math.max(0, at - Date.parse(lastMessageAt)))
  return (
    <Readouts>
      <Readout
        label={t('in')}
        series="in"
        {...number('inTps', format.rateUnit)}
        foot={day('in24h')}
        spark={<Spark points={topic.inTrend} series="in" size="tile" />}
      />
      <Readout label={t('out')} series="out" {...number('outTps', format.rateUnit)} foot={day('out24h')} />
      <Readout label={t('messagesKept')} {...number('messagesKept', format.short)} foot={t('keptFoot')} />
      <Readout
        label={t('lastMessage')}
        value={lastMessageAt === null ? (topic.messagesKept === 0 ? '–' : null) : (age ?? format.clock(lastMessageAt))}
        reason={reason}
        lastGoodAt={topic.lastGood.includes('lastMessageAt') ? topic.lastGoodAt : null}
        foot={lastMessageAt === null ? topic.messagesKept === 0 && t('nothingKept') : <Clock at={lastMessageAt} />}
      />
      <Readout
        label={t('groups')}
        {...number('groups', format.count)}
        foot={<LargestLag cluster={cluster} groups={groups} />}
      />
    </Readouts>
  )
}

function LargestLag({ cluster, groups }: { cluster: string; groups: OutputOf<typeof readTopicGroups>['items'] }) {
  const t = useTranslations('topic')
  const format = useFormat()
  const known = groups.filter((group) => group.lagMessages !== null)
  const worst = known.reduce<(typeof known)[number] | null>(
    (most, group) => (most === null || group.lagMessages! > most.lagMessages! ? group : most),
    null,
  )
  if (worst === null) return groups.length === 0 ? t('noGroups') : t('lagUnknown')
  const lag = format.short(worst.lagMessages!)
  return t.rich(worst.atLeast.includes('lagMessages') ? 'largestLagAtLeast' : 'largestLag', {
    lag,
    link: () => <Link href={pages.group(cluster, worst.name)}>{worst.name}</Link>,
  })
}
