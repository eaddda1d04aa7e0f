'use client'

import { QueueSection } from '@/components/topics/queue-section'
import { RouteSection } from '@/components/topics/route-section'
import { ConfigSection } from '@/components/topics/topic-config'
import { GroupSection } from '@/components/topics/topic-groups'
import { ProducerSection } from '@/components/topics/topic-producers'
import { TopicThroughput } from '@/components/topics/topic-throughput'
import { pages } from '@/lib/url/pages'

/** All of a topic on one sheet; each part answers for itself. */
export function TopicLive({ cluster, topic }: { cluster: string; topic: string }) {
  const at = (tab: string) => ({ cluster, topic, allHref: `${pages.topic(cluster, topic)}?tab=${tab}` })
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)] gap-6 max-wide:grid-cols-1">
        <RouteSection cluster={cluster} topic={topic} />
        <TopicThroughput cluster={cluster} topic={topic} />
      </div>
      <div className="mt-4.5 grid grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] gap-6 max-wide:grid-cols-1">
        <QueueSection {...at('queues')} />
        <div className="grid min-w-0 content-start gap-4.5">
          <GroupSection {...at('groups')} />
          <ProducerSection {...at('producers')} />
          <ConfigSection {...at('config')} />
        </div>
      </div>
    </>
  )
}
