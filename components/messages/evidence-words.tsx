'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { useFormat } from '@/components/ui/use-format'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readMessageByOffset } from '@/lib/contract/messages'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind'
import { pages } from '@/lib/url/pages'

type Verdict = NonNullable<OutputOf<typeof readMessageByOffset>['item']['consumption']>[number]
type Fact = Verdict['evidence'][number]

/** What a verdict rests on, in the reader's language; a dead letter can be opened. */
export function EvidenceWords({ cluster, group, facts }: { cluster: string; group: string; facts: Fact[] }) {
  const t = useTranslations('message.evidence')
  const format = useFormat()
  const say = (part: Fact): ReactNode => {
    switch (part.kind) {
      case 'committed':
      case 'lastKnown':
        return t(part.kind, { committed: format.count(part.committed), at: format.count(part.at) })
      case 'deadLetter':
      case 'retryAt': {
        const { broker, queueId, offset } = part
        const place = `${broker} / ${queueId} @ ${format.count(offset)}`
        return t.rich(part.kind, {
          times: part.times,
          place: () =>
            part.kind === 'retryAt' ? (
              place
            ) : (
              <Link href={pages.messageAt(cluster, DLQ_PREFIX + group, broker, queueId, offset)} prefetch={false}>
                {place}
              </Link>
            ),
        })
      }
      case 'retryWaits':
      case 'retried':
        return t(part.kind, { times: part.times })
      case 'otherTag':
        return t(part.kind, { tag: part.tag, filter: part.filter })
      case 'noTag':
        return t(part.kind, { filter: part.filter })
      case 'retriesUnknown':
        return t(part.kind, { why: part.why })
      default:
        return t(part.kind)
    }
  }
  return facts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fact is its place in the sentence
    <Fragment key={index}>
      {index > 0 && t('and')}
      {say(part)}
    </Fragment>
  ))
}
