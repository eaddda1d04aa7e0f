import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listGroups } from '@/server/services/groups/list-groups'
import { GroupsView } from './_components/groups-view'
import { groupFilterParams, groupListInput, groupListParams } from './search-params'

const load = createLoader({ ...groupListParams, ...groupFilterParams })

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('groups')
  return { title: t('title') }
}

export default async function GroupsPage({ params, searchParams }: PageProps<'/c/[cluster]/groups'>) {
  const { cluster } = await params
  const state = await load(searchParams)
  return (
    <Hydrated load={(client) => prefetch(client, listGroups, groupListInput(cluster, state, state))}>
      <GroupsView cluster={cluster} />
    </Hydrated>
  )
}
