'use client'

import { MailSearch } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { SendButton } from '@/components/messages/write/write-buttons'
import { isInnerProducer, producerGroups } from '@/components/topics/producer-groups'
import { useTopicFacts } from '@/components/topics/topic-facts'
import { TopicReadouts } from '@/components/topics/topic-readouts'
import { Badge } from '@/components/ui/badge'
import { PartialBanner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { LinkTabs } from '@/components/ui/tabs'
import { readTopic, readTopicGroups, readTopicProducers, readTopicQueues } from '@/lib/contract/topics'
import { chartParams } from '@/lib/url/chart-range'
import { prefixedParams } from '@/lib/url/list-params'
import { pages } from '@/lib/url/pages'
import {
  groupListParams,
  producerListParams,
  queueListParams,
  type TopicTab,
  topicTabParser,
  topicTabs,
} from '../search-params'
import { TopicLive } from './topic-live'

// A page carries the tab it opens with; the others come when they are first chosen.
const Coming = () => <Skeleton width="100%" height={240} />
// Drawn by the browser only: its code comes when its data has moved on, and what the server drew would not match.
const QueueTable = dynamic(() => import('@/components/topics/queue-section').then((tab) => tab.QueueTable), {
  loading: Coming,
  ssr: false,
})
const GroupTable = dynamic(() => import('@/components/topics/topic-groups').then((tab) => tab.GroupTable), {
  loading: Coming,
  ssr: false,
})
const ProducerTable = dynamic(() => import('@/components/topics/topic-producers').then((tab) => tab.ProducerTable), {
  loading: Coming,
  ssr: false,
})
const ConfigTable = dynamic(() => import('@/components/topics/topic-config').then((tab) => tab.ConfigTable), {
  loading: Coming,
  ssr: false,
})

const readParams = {
  tab: topicTabParser,
  ...chartParams,
  ...prefixedParams('q', queueListParams),
  ...prefixedParams('g', groupListParams),
  ...prefixedParams('p', producerListParams),
}

/** One topic: what it is, what goes through it now, and who takes part. */
export function TopicView({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('topic')
  const [tab] = useQueryState('tab', topicTabParser)
  const query = useEndpoint(readTopic, { cluster, topic })
  // Who is silent is said by what stands in memory: the topic's own answer also waits for counts of the day.
  const queues = useEndpoint(readTopicQueues, { cluster, topic }).data
  const data = query.data
  const facts = useTopicFacts(cluster, topic, data)
  return (
    <>
      <PageTitle
        title={topic}
        crumbs={[{ label: t('topics'), href: pages.topics(cluster) }]}
        copy={topic}
        badge={data && <Badge>{data.type}</Badge>}
        facts={facts}
        actions={
          data && (
            <>
              <Button asChild>
                <Link href={pages.messagesOf(cluster, topic)}>
                  <MailSearch />
                  {t('findMessages')}
                </Link>
              </Button>
              {data.type !== 'SYSTEM' && <SendButton cluster={cluster} topic={topic} />}
            </>
          )
        }
      />
      <AddressNotice parsers={readParams} />
      <Answer query={query} skeleton={<Skeleton width="100%" height={92} />}>
        {(answer) => (
          <>
            {queues && <PartialBanner completeness={queues.completeness} className="mb-3" />}
            <TopicReadouts cluster={cluster} topic={answer} />
            <TopicTabs cluster={cluster} topic={topic} active={tab} />
            <div className="pt-4.5">
              <TabBody cluster={cluster} topic={topic} tab={tab} />
            </div>
          </>
        )}
      </Answer>
    </>
  )
}

function TabBody({ cluster, topic, tab }: { cluster: string; topic: string; tab: TopicTab }) {
  const queues = useTableState(queueListParams, 'q')
  const groups = useTableState(groupListParams, 'g')
  const producers = useTableState(producerListParams, 'p')
  switch (tab) {
    case 'live':
      return <TopicLive cluster={cluster} topic={topic} />
    case 'queues':
      return <QueueTable cluster={cluster} topic={topic} state={queues} />
    case 'groups':
      return <GroupTable cluster={cluster} topic={topic} state={groups} />
    case 'producers':
      return <ProducerTable cluster={cluster} topic={topic} state={producers} />
    case 'config':
      return <ConfigTable cluster={cluster} topic={topic} />
  }
}

function TopicTabs({ cluster, topic, active }: { cluster: string; topic: string; active: TopicTab }) {
  const t = useTranslations('topic')
  const input = { cluster, topic }
  const queues = useEndpoint(readTopicQueues, input).data
  const groups = useEndpoint(readTopicGroups, input).data
  const producers = useEndpoint(readTopicProducers, input).data
  const counts: Partial<Record<TopicTab, number | undefined>> = {
    queues: queues?.items.length,
    groups: groups?.items.length,
    producers: producers && producerGroups(producers.items).filter((row) => !isInnerProducer(row.group)).length,
  }
  return (
    <LinkTabs
      label={t('tabs')}
      active={active}
      tabs={topicTabs.map((id) => ({
        id,
        label: t(`tab.${id}`),
        href: topicTabHref(cluster, topic, id),
        count: counts[id] ?? null,
      }))}
    />
  )
}

/** The page at one of its tabs. */
function topicTabHref(cluster: string, topic: string, tab: TopicTab): string {
  return `${pages.topic(cluster, topic)}${tab === 'live' ? '' : `?tab=${tab}`}`
}
