import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listBrokers } from '@/server/services/brokers/list-brokers'
import { BrokersView } from './_components/brokers-view'
import { brokerFilterParams, brokerListInput, brokerListParams } from './search-params'

const load = createLoader({ ...brokerListParams, ...brokerFilterParams })

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav')
  return { title: t('brokers') }
}

export default async function BrokersPage({ params, searchParams }: PageProps<'/c/[cluster]/brokers'>) {
  const { cluster } = await params
  const { role, ...list } = await load(searchParams)
  return (
    <Hydrated load={(client) => prefetch(client, listBrokers, brokerListInput(cluster, list, role))}>
      <BrokersView cluster={cluster} />
    </Hydrated>
  )
}
