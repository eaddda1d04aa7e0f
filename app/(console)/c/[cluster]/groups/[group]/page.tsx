import type { Metadata } from 'next'
import { Hydrated } from '@/components/layout/hydrated'
import { nameFromPage } from '@/lib/url/name'
import { prefetch } from '@/server/http/prefetch'
import { readGroup } from '@/server/services/groups/read-group'
import { readGroupConfig } from '@/server/services/groups/read-group-config'
import { GroupView } from './_components/group-view'

type Props = PageProps<'/c/[cluster]/groups/[group]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameFromPage((await params).group) }
}

export default async function GroupPage({ params }: Props) {
  const { cluster, group: encoded } = await params
  const group = nameFromPage(encoded)
  const input = { cluster, group }
  // Owners and subscriptions wait for the clients to answer: the browser asks for those, the page does not.
  return (
    <Hydrated
      load={(client) => Promise.all([prefetch(client, readGroup, input), prefetch(client, readGroupConfig, input)])}
    >
      {/* Keyed: nothing of the group before may stand under another name while it loads. */}
      <GroupView key={`${cluster}/${group}`} cluster={cluster} group={group} />
    </Hydrated>
  )
}
