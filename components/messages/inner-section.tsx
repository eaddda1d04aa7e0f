'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { useFormat } from '@/components/ui/use-format'
import { BodyText, useBodyJson } from './body-text'
import { type BodyView, bodyViews, firstView, type MessageBody } from './body-views'
import type { MessageCopy } from './message-copy'
import { propertyRows } from './properties'
import { PropertyList } from './property-section'

type Inner = NonNullable<MessageCopy['innerMessages']>

/** The messages that one stored batch holds; nothing for any other message. */
export function InnerSection({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  const inner = message.innerMessages
  if (inner === null) return null
  const { declared, error, items, total } = inner
  return (
    <Section title={t('innerMessages')} note={t('innerCount', { shown: items.length, total })}>
      {error !== null ? (
        <Banner tone="danger" className="mt-1.5">
          {t('innerError', { error })}
        </Banner>
      ) : (
        declared !== null &&
        declared !== total && (
          <Banner tone="danger" className="mt-1.5">
            {t('innerMissing', { declared, total })}
          </Banner>
        )
      )}
      {items.map((item) => (
        <InnerMessage key={item.index} cluster={cluster} item={item} />
      ))}
    </Section>
  )
}

function InnerMessage({ cluster, item }: { cluster: string; item: Inner['items'][number] }) {
  const t = useTranslations('message')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="border-b border-line last:border-b-0" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 py-1 hover:bg-hover">
        <span className="num text-ink-3">{item.index}</span>
        <span className="mono min-w-0 wrap-anywhere">{item.messageId ?? t('innerNoId')}</span>
        <span className="mono min-w-0 wrap-anywhere text-ink-2">{item.keys.join(' ')}</span>
        <span className="text-ink-2">{item.tags}</span>
        <span className="num ml-auto text-small text-ink-3">{format.bytes(item.body.sizeBytes)}</span>
      </summary>
      {isOpen && (
        <div className="pb-3 pl-5">
          <InnerBody body={item.body} />
          <PropertyList cluster={cluster} rows={propertyRows(item.properties)} />
        </div>
      )}
    </details>
  )
}

function InnerBody({ body }: { body: MessageBody }) {
  const t = useTranslations('message')
  const [wanted, setWanted] = useState<BodyView | null>(null)
  const json = useBodyJson(body)
  const views = bodyViews(body, json !== null)
  const view = wanted ?? firstView(body, json !== null)
  if (body.encoding === 'none') return <p className="py-2 text-ink-3">{t('bodyEmpty')}</p>
  return (
    <>
      <SegmentedControl
        label={t('bodyAs')}
        size="sm"
        value={view}
        onChange={setWanted}
        options={views.map((id) => ({ value: id, label: t(`bodyView.${id}`) }))}
      />
      <BodyText key={view} view={view} body={body} json={json} />
      {body.truncated && <p className="pt-1.5 text-small text-ink-2">{t('truncated')}</p>}
    </>
  )
}
