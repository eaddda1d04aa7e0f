'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { useFormat } from '@/components/ui/use-format'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind'
import { pages } from '@/lib/url/pages'
import { type EvidencePart, readEvidence } from './evidence'

/** What a verdict rests on, in the reader's language; a dead letter can be opened. */
export function EvidenceWords({ cluster, group, evidence }: { cluster: string; group: string; evidence: string }) {
  const t = useTranslations('message.evidence')
  const format = useFormat()
  const say = (part: EvidencePart): ReactNode => {
    switch (part.key) {
      case null:
        return <span lang="en">{part.text}</span>
      case 'committed':
      case 'lastKnown':
        return t(part.key, { committed: format.count(part.committed), at: format.count(part.at) })
      case 'deadLetter':
      case 'retryAt': {
        const { broker, queueId, offset } = part
        const place = `${broker} / ${queueId} @ ${format.count(offset)}`
        return t.rich(part.key, {
          times: part.times,
          place: () =>
            part.key === 'retryAt' ? (
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
        return t(part.key, { times: part.times })
      case 'otherTag':
        return t(part.key, { tag: part.tag, filter: part.filter })
      case 'noTag':
        return t(part.key, { filter: part.filter })
      case 'retriesUnknown':
        return t(part.key, { why: part.why })
      default:
        return t(part.key)
    }
  }
  return readEvidence(evidence).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fact is its place in the sentence
    <Fragment key={index}>
      {index > 0 && t('and')}
      {say(part)}
    </Fragment>
  ))
}
