'use client'

import { Check, CircleHelp, Info, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { KeyValues, Section } from '@/components/ui/section'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import type { Trace } from './timeline'

/** The message as its sender recorded it, and how sure the picture is. */
export function TraceSide({ cluster, trace }: { cluster: string; trace: Trace }) {
  const t = useTranslations('trace')
  const facts = useSureness(trace)
  return (
    <>
      <SentSection cluster={cluster} trace={trace} />
      <Section title={t('howSure')}>
        <ul className="grid gap-1.75 pt-0.5 text-small leading-4 text-ink-2">
          {facts.map(({ icon: Icon, text }) => (
            <li key={text} className="flex gap-2">
              <Icon className="mt-px size-3.5 flex-none text-ink-3" aria-hidden="true" />
              <span className="min-w-0 wrap-anywhere">{text}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function SentSection({ cluster, trace }: { cluster: string; trace: Trace }) {
  const t = useTranslations('trace')
  const format = useFormat()
  const sent = trace.produced[0]
  if (sent === undefined) return null
  const { bodySizeBytes, keys, storeHost, tags, topic } = sent
  const mono = (text: string) => <span className="mono">{text}</span>
  const rows = [
    {
      key: t('topic'),
      value: topic === null ? <Dash /> : <Link href={pages.topic(cluster, topic)}>{topic}</Link>,
    },
    { key: t('messageKey'), value: keys.length === 0 ? <Dash /> : mono(keys.join(' ')) },
    { key: t('tag'), value: tags ?? <Dash /> },
    { key: t('sentTo'), value: storeHost === null ? <Unknown reason={t('noStoreHost')} /> : mono(storeHost) },
    {
      key: t('size'),
      value:
        bodySizeBytes === null ? <Unknown reason={t('noSize')} /> : t('bodyOf', { size: format.bytes(bodySizeBytes) }),
    },
    { key: t('type'), value: t(`messageType.${sent.messageType}`) },
  ]
  return (
    <Section
      title={t('message')}
      aside={
        <Link href={pages.message(cluster, trace.messageId, trace.topic ?? undefined)} prefetch={false}>
          {t('open')}
        </Link>
      }
    >
      <KeyValues className="pt-0.5" items={rows.map((row) => ({ id: row.key, ...row }))} />
    </Section>
  )
}

function useSureness(trace: Trace): { icon: LucideIcon; text: string }[] {
  const t = useTranslations('trace')
  const running = trace.consumed.filter(({ state }) => state === 'running').length
  const orphans = trace.consumed.filter(({ at }) => at === null).length
  const silent = trace.completeness.failed.map(({ target }) => target).join(', ')
  const facts = [
    trace.consumed.length > 0 && running + orphans === 0 && { icon: Check, text: t('sureEnds') },
    running > 0 && { icon: CircleHelp, text: t('sureRunning', { count: running }) },
    orphans > 0 && { icon: CircleHelp, text: t('sureOrphans', { count: orphans }) },
    trace.produced.length > 0 && { icon: CircleHelp, text: t('sureStore') },
    silent !== '' && { icon: CircleHelp, text: t('sureSilent', { brokers: silent }) },
    { icon: Info, text: t('sureClocks') },
    { icon: Info, text: t('sureGrpc') },
  ]
  return facts.filter((fact) => fact !== false)
}
