'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Section } from '@/components/ui/section'
import { useFormat } from '@/components/ui/use-format'
import { pages } from '@/lib/url/pages'
import type { MessageCopy } from './message-copy'
import { Moment } from './message-facts'
import { type PropertyRow, propertiesText, propertyRows } from './properties'

/** Every property as stored; RocketMQ's own with what they mean. */
export function PropertySection({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  const rows = propertyRows(message.properties)
  const own = rows.filter((row) => row.explanation === null)
  return (
    <Section
      title={t('properties')}
      note={own.length === 0 ? rows.length : t('propertyCount', { count: rows.length, own: own.length })}
      aside={rows.length > 0 && <CopyButton text={propertiesText(rows)} label={t('copyProperties')} />}
    >
      <PropertyList cluster={cluster} rows={rows} />
    </Section>
  )
}

/** Each property with its value and what it means. */
export function PropertyList({ cluster, rows }: { cluster: string; rows: readonly PropertyRow[] }) {
  const t = useTranslations('message')
  return (
    <>
      {rows.length === 0 && <p className="py-1.5 text-ink-3">{t('noProperties')}</p>}
      <dl className="@container">
        {rows.map((row) => (
          <div
            key={row.name}
            className="grid grid-cols-[minmax(0,1fr)] gap-x-4 border-b border-line py-1 last:border-b-0 @sm:grid-cols-[minmax(110px,28%)_minmax(0,1fr)]"
          >
            <dt className="mono leading-4.5 wrap-anywhere text-ink-2">{row.name}</dt>
            <dd className="min-w-0">
              <span className="mono block leading-4.5 wrap-anywhere whitespace-pre-wrap">
                <PropertyValue cluster={cluster} row={row} />
              </span>
              {row.explanation !== null && (
                <span className="block text-micro text-ink-3">{t(`property.${row.explanation}`)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function PropertyValue({ cluster, row: { value, meaning } }: { cluster: string; row: PropertyRow }) {
  const t = useTranslations('message')
  const format = useFormat()
  if (meaning?.kind === 'topic') {
    return (
      <Link href={pages.topic(cluster, meaning.topic)} prefetch={false}>
        {value}
      </Link>
    )
  }
  if (meaning?.kind === 'message') {
    return (
      <Link href={pages.message(cluster, meaning.messageId, meaning.topic)} prefetch={false}>
        {value}
      </Link>
    )
  }
  if (meaning?.kind === 'time') {
    return (
      <>
        {value}{' '}
        <span className="font-sans text-ink-3">
          <Moment at={meaning.ms} />
        </span>
      </>
    )
  }
  if (meaning?.kind === 'span' || meaning?.kind === 'delayLevel') {
    const span = format.duration(meaning.ms) ?? `${meaning.ms} ms`
    return (
      <>
        {value}{' '}
        <span className="font-sans text-ink-3">{meaning.kind === 'span' ? span : t('delayByDefault', { span })}</span>
      </>
    )
  }
  return value
}
