import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { readMessageByOffset } from '@/server/services/messages/read-message-by-offset'
import { readTopicQueues } from '@/server/services/topics/read-topic-queues'
import { MessagesView } from './_components/messages-view'
import { lookupParams, offsetInput } from './search-params'

const load = createLoader(lookupParams)

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav')
  return { title: t('messages') }
}

export default async function MessagesPage({ params, searchParams }: PageProps<'/c/[cluster]/messages'>) {
  const { cluster } = await params
  const state = await load(searchParams)
  const place = offsetInput(cluster, state)
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          state.by === 'offset' &&
            state.topic !== '' &&
            prefetch(client, readTopicQueues, { cluster, topic: state.topic }),
          place !== null && prefetch(client, readMessageByOffset, place),
        ])
      }
    >
      <MessagesView cluster={cluster} />
    </Hydrated>
  )
}
