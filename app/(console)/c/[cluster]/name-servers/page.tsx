import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { listNameServers } from '@/server/services/name-servers/list-name-servers'
import { NameServersView } from './_components/name-servers-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nameServers')
  return { title: t('title') }
}

export default async function NameServersPage({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  return (
    <Hydrated load={(client) => prefetch(client, listNameServers, { cluster })}>
      <NameServersView cluster={cluster} />
    </Hydrated>
  )
}
