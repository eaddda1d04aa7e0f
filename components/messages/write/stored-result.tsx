'use client'

import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { KeyValues } from '@/components/ui/section'
import { useFormat } from '@/components/ui/use-format'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { sendMessage } from '@/lib/contract/message-writes'
import { pages } from '@/lib/url/pages'

export type StoredItem = OutputOf<typeof sendMessage>['item']

/** Where a new message now stands, how safely, and what reading it back gave. */
export function StoredResult({ cluster, item }: { cluster: string; item: StoredItem }) {
  const t = useTranslations('write')
  const format = useFormat()
  const { messageId, offsetMessageId, topic, parkedIn, brokerName, queueId, queueOffset, transaction } = item
  const isGood = item.readBack === 'same' && item.durability === 'stored'
  const Icon = isGood ? Check : TriangleAlert
  return (
    <div role="status" className="grid gap-3">
      <p className="flex items-start gap-1.75 font-medium">
        <Icon className={`mt-0.5 size-4 flex-none ${isGood ? 'text-ok' : 'text-warn'}`} aria-hidden="true" />
        {t(`durability.${item.durability}`)} {t(`readBack.${item.readBack}`)}
      </p>
      {item.readBackError && <p className="mono bg-sunken px-2 py-1.5 wrap-anywhere">{item.readBackError}</p>}
      {transaction !== null && <p className="text-ink-2">{t(`ended.${transaction}`)}</p>}
      {parkedIn !== null && transaction === null && <p className="text-ink-2">{t('parked', { topic: parkedIn })}</p>}
      <KeyValues
        items={[
          {
            id: 'id',
            key: t('messageId'),
            value: <IdLink id={messageId} href={pages.message(cluster, messageId, parkedIn ?? topic)} />,
          },
          {
            id: 'offset',
            key: t('offsetMessageId'),
            value: <IdLink id={offsetMessageId} href={pages.message(cluster, offsetMessageId)} />,
          },
          { id: 'topic', key: t('storedIn'), value: parkedIn ?? topic },
          {
            id: 'place',
            key: t('place'),
            value: <span className="num">{`${brokerName} / ${queueId} @ ${format.count(queueOffset)}`}</span>,
          },
        ]}
      />
    </div>
  )
}

function IdLink({ id, href }: { id: string; href: string }) {
  return (
    <span className="mono inline-flex items-center gap-1">
      <Link href={href} prefetch={false} className="wrap-anywhere">
        {id}
      </Link>
      <CopyButton text={id} />
    </span>
  )
}
