import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { nameFromPage } from '@/lib/url/name'
import { prefetch } from '@/server/http/prefetch'
import { readMessage } from '@/server/services/messages/read-message'
import { MessageView } from './_components/message-view'
import { messageInput, messageParams } from './search-params'

type Props = PageProps<'/c/[cluster]/messages/[messageId]'>

const load = createLoader(messageParams)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameFromPage((await params).messageId) }
}

export default async function MessagePage({ params, searchParams }: Props) {
  const { cluster, messageId: encoded } = await params
  const messageId = nameFromPage(encoded)
  const { topic } = await load(searchParams)
  return (
    <Hydrated load={(client) => prefetch(client, readMessage, messageInput(cluster, messageId, topic))}>
      {/* Keyed: nothing of the message before may stand under another id while it loads. */}
      <MessageView key={`${cluster}/${messageId}/${topic}`} cluster={cluster} messageId={messageId} />
    </Hydrated>
  )
}
