import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listProducers } from '@/server/services/producers/list-producers'
import { readProducer } from '@/server/services/producers/read-producer'
import { ProducersView } from './_components/producers-view'
import { producerFilterParams, producerListInput, producerListParams } from './search-params'

const load = createLoader({ ...producerListParams, ...producerFilterParams })

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('producers')
  return { title: t('title') }
}

export default async function ProducersPage({ params, searchParams }: PageProps<'/c/[cluster]/producers'>) {
  const { cluster } = await params
  const state = await load(searchParams)
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          prefetch(client, listProducers, producerListInput(cluster, state, state)),
          ...(state.group ? [prefetch(client, readProducer, { cluster, group: state.group })] : []),
        ])
      }
    >
      <ProducersView cluster={cluster} />
    </Hydrated>
  )
}
