import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { createLoader } from 'nuqs/server'
import { Hydrated } from '@/components/layout/hydrated'
import { STANDARD_TRACE_TOPIC, traceInput } from '@/components/messages/trace/trace-question'
import { nameFromPage } from '@/lib/url/name'
import { prefetch } from '@/server/http/prefetch'
import { readTrace } from '@/server/services/messages/read-trace'
import { TraceView } from './_components/trace-view'
import { traceParams } from './search-params'

type Props = PageProps<'/c/[cluster]/messages/[messageId]/trace'>

const load = createLoader(traceParams)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('trace')
  return { title: t('readTrace', { id: nameFromPage((await params).messageId) }) }
}

export default async function TracePage({ params, searchParams }: Props) {
  const { cluster, messageId: encoded } = await params
  const question = { cluster, messageId: nameFromPage(encoded), ...(await load(searchParams)) }
  const input = traceInput(question, question.traceTopic || STANDARD_TRACE_TOPIC)
  return (
    <Hydrated load={(client) => prefetch(client, readTrace, input)}>
      {/* Keyed: nothing of the message before may stand under another id while it loads. */}
      <TraceView key={`${cluster}/${question.messageId}`} cluster={cluster} messageId={question.messageId} />
    </Hydrated>
  )
}
