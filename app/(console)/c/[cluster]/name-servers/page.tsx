import type { QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Hydrated } from '@/components/layout/hydrated'
import { queryKeyOf } from '@/lib/api/query'
import type { OutputOf } from '@/lib/contract/endpoint'
import { prefetch } from '@/server/http/prefetch'
import { listNameServers } from '@/server/services/name-servers/list-name-servers'
import { readNameServerConfig } from '@/server/services/name-servers/read-name-server-config'
import { NameServersView } from './_components/name-servers-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nameServers')
  return { title: t('title') }
}

export default async function NameServersPage({ params }: PageProps<'/c/[cluster]/name-servers'>) {
  const { cluster } = await params
  return (
    <Hydrated load={(client) => loadAll(client, cluster)}>
      <NameServersView cluster={cluster} />
    </Hydrated>
  )
}

/** The list, then the configuration of those that answer: of a silent one the browser asks, and the page does not wait. */
async function loadAll(client: QueryClient, cluster: string): Promise<void> {
  await prefetch(client, listNameServers, { cluster })
  const list = client.getQueryData<OutputOf<typeof listNameServers.endpoint>>(
    queryKeyOf(listNameServers.endpoint, { cluster }),
  )
  const answering = list?.items.filter(({ reachable }) => reachable === true) ?? []
  await Promise.all(answering.map(({ address }) => prefetch(client, readNameServerConfig, { cluster, address })))
}
