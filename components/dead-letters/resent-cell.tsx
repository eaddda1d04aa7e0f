'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { LineState } from '@/components/jobs/job-state'
import type { MessageRow } from '@/components/messages/message-reader'
import { Skeleton } from '@/components/ui/skeleton'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'
import { endpointQuery } from '@/lib/api/query'
import { listResent } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'
import { chunkOf, RESENT_CHUNK } from './letters'

type Resent = OutputOf<typeof listResent>['items'][number]

/** What the last job has done with one letter. Letters beside each other are asked for together, and only those drawn. */
export function useResent(cluster: string, group: string, row: MessageRow) {
  const fromOffset = chunkOf(row.queueOffset)
  return useQuery({
    ...endpointQuery(
      listResent,
      {
        cluster,
        group,
        broker: row.brokerName,
        queueId: row.queueId,
        fromOffset,
        toOffset: fromOffset + RESENT_CHUNK,
      },
      { everyMs: false },
    ),
    placeholderData: undefined,
    select: ({ items }): Resent | null => items.find(({ queueOffset }) => queueOffset === row.queueOffset) ?? null,
  })
}

/** Sent when and as which message; not sent and why; on its way; in doubt; or nothing yet. */
export function ResentCell({ cluster, group, row }: { cluster: string; group: string; row: MessageRow }) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  const { data, error } = useResent(cluster, group, row)
  if (data === undefined) return error ? <Unknown reason={error.message} /> : <Skeleton width={56} />
  if (data === null) return <Dash />
  return (
    <span data-hint={data.state === 'sent' ? t('sentAt', { time: format.dateTime(data.at) ?? '' }) : undefined}>
      <LineState
        state={data.state}
        error={data.error}
        href={pages.message(cluster, data.messageId, data.target)}
        after={format.clock(data.at)}
      />
    </span>
  )
}
