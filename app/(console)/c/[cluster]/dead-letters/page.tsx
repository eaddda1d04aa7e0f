import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listDeadLetters } from '@/server/services/dead-letters/list-dead-letters'
import { DeadLettersView } from './_components/dead-letters-view'
import { deadLetterFilterParams, deadLetterListInput, deadLetterListParams } from './search-params'

const load = createLoader({ ...deadLetterListParams, ...deadLetterFilterParams })

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav')
  return { title: t('deadLetters') }
}

export default async function DeadLettersPage({ params, searchParams }: PageProps<'/c/[cluster]/dead-letters'>) {
  const { cluster } = await params
  const state = await load(searchParams)
  return (
    <Hydrated load={(client) => prefetch(client, listDeadLetters, deadLetterListInput(cluster, state, state.show))}>
      <DeadLettersView cluster={cluster} />
    </Hydrated>
  )
}
