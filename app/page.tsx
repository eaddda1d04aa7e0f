import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { Hydrated } from '@/components/layout/hydrated'
import { pages } from '@/lib/url/pages'
import { prefetch, runVerb } from '@/server/http/prefetch'
import { readAbout } from '@/server/services/about/read-about'
import { listClusters } from '@/server/services/clusters/list-clusters'
import { ClustersView } from './_components/clusters-view'

/** One healthy cluster: straight to its overview. Else the clusters, or how to connect the first one. */
export default async function HomePage() {
  await connection()
  const { items } = await runVerb(listClusters, {})
  const only = items.length === 1 ? items[0] : undefined
  if (only && only.connection.state !== 'failed') redirect(pages.overview(only.id))
  return (
    <Hydrated load={(client) => Promise.all([prefetch(client, listClusters, {}), prefetch(client, readAbout, {})])}>
      <ClustersView />
    </Hydrated>
  )
}
