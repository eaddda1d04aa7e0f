import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { ConsoleFrame } from '@/components/layout/console-frame'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch, runVerb } from '@/server/http/prefetch'
import { readAbout } from '@/server/services/about/read-about'
import { listBrokers } from '@/server/services/brokers/list-brokers'
import { readCluster } from '@/server/services/clusters/read-cluster'

export default async function ClusterLayout({ params, children }: LayoutProps<'/c/[cluster]'>) {
  await connection()
  const { cluster } = await params
  const about = await runVerb(readAbout, {})
  if (!about.clusters.some((c) => c.id === cluster)) notFound()
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          prefetch(client, readAbout, {}),
          prefetch(client, readCluster, { cluster }),
          prefetch(client, listBrokers, { cluster, pageSize: 1000 }),
        ])
      }
    >
      <ConsoleFrame cluster={cluster}>{children}</ConsoleFrame>
    </Hydrated>
  )
}
