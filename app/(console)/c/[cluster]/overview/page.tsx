import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Hydrated } from '@/components/layout/hydrated'
import { prefetch } from '@/server/http/prefetch'
import { readProblems } from '@/server/services/clusters/read-problems'
import { listGroups } from '@/server/services/groups/list-groups'
import { listTopics } from '@/server/services/topics/list-topics'
import { OverviewView } from './_components/overview-view'
import { topGroups, topTopics } from './_components/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav')
  return { title: t('overview') }
}

export default async function OverviewPage({ params }: PageProps<'/c/[cluster]/overview'>) {
  const { cluster } = await params
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          prefetch(client, readProblems, { cluster }),
          prefetch(client, listGroups, { cluster, ...topGroups }),
          prefetch(client, listTopics, { cluster, ...topTopics }),
        ])
      }
    >
      <OverviewView cluster={cluster} />
    </Hydrated>
  )
}
