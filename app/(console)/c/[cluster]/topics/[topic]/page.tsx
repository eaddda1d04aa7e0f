import type { Metadata } from 'next'
import { Hydrated } from '@/components/layout/hydrated'
import { nameFromPage } from '@/lib/url/name'
import { prefetch } from '@/server/http/prefetch'
import { readTopic } from '@/server/services/topics/read-topic'
import { readTopicConfig } from '@/server/services/topics/read-topic-config'
import { readTopicGroups } from '@/server/services/topics/read-topic-groups'
import { readTopicProducers } from '@/server/services/topics/read-topic-producers'
import { readTopicQueues } from '@/server/services/topics/read-topic-queues'
import { readTopicRoute } from '@/server/services/topics/read-topic-route'
import { TopicView } from './_components/topic-view'

type Props = PageProps<'/c/[cluster]/topics/[topic]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameFromPage((await params).topic) }
}

export default async function TopicPage({ params }: Props) {
  const { cluster, topic: encoded } = await params
  const topic = nameFromPage(encoded)
  const input = { cluster, topic }
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          prefetch(client, readTopic, input),
          prefetch(client, readTopicRoute, input),
          prefetch(client, readTopicQueues, input),
          prefetch(client, readTopicGroups, input),
          prefetch(client, readTopicProducers, input),
          prefetch(client, readTopicConfig, input),
        ])
      }
    >
      {/* Keyed: nothing of the topic before may stand under another name while it loads. */}
      <TopicView key={`${cluster}/${topic}`} cluster={cluster} topic={topic} />
    </Hydrated>
  )
}
