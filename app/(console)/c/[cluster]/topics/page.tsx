import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listTopics } from '@/server/services/topics/list-topics'
import { TopicsView } from './_components/topics-view'
import { topicFilterParams, topicListInput, topicListParams } from './search-params'

const load = createLoader({ ...topicListParams, ...topicFilterParams })

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav')
  return { title: t('topics') }
}

export default async function TopicsPage({ params, searchParams }: PageProps<'/c/[cluster]/topics'>) {
  const { cluster } = await params
  const state = await load(searchParams)
  return (
    <Hydrated load={(client) => prefetch(client, listTopics, topicListInput(cluster, state, state))}>
      <TopicsView cluster={cluster} />
    </Hydrated>
  )
}
