'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Section } from '@/components/ui/section'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { useFailureWord } from '@/components/ui/use-failure-word'
import { type Format, useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import type { readProblems } from '@/lib/contract/clusters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { problemKey, subjectName } from '@/lib/domain/problems'
import { pages } from '@/lib/url/pages'

type Item = OutputOf<typeof readProblems>['items'][number]

const SHOWN = 8

/** Problems as sentences, worst first, then newest: state, thing, what, for how long. */
export function ProblemList({ cluster, items }: { cluster: string; items: readonly Item[] }) {
  const t = useTranslations('problems')
  const danger = items.filter((item) => item.severity === 'danger').length
  return (
    <Section
      title={t('title')}
      note={items.length === 0 ? t('none') : t('note', { danger, warning: items.length - danger })}
      aside={items.length > SHOWN ? t('more', { count: items.length - SHOWN }) : undefined}
    >
      {items.length === 0 ? (
        <EmptyState title={t('emptyTitle')} className="mt-1">
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <ul>
          {items.slice(0, SHOWN).map((item) => (
            <ProblemRow key={problemKey(item)} cluster={cluster} item={item} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function ProblemRow({ cluster, item }: { cluster: string; item: Item }) {
  const t = useTranslations('problems')
  const format = useFormat()
  const failure = useFailureWord()
  const nowMs = useNow()
  const name = subjectName(item.subject)
  const href = hrefOf(cluster, item)
  const sinceMs = item.since === null || nowMs === null ? null : nowMs - Date.parse(item.since)
  return (
    <li className="grid min-h-9.25 grid-cols-[112px_136px_minmax(0,1fr)_auto] items-center gap-x-2 border-b border-line py-1 max-desk:grid-cols-[104px_minmax(0,1fr)_auto] max-desk:gap-y-0.5 max-desk:py-2">
      <State tone={item.severity}>{t(`kind.${item.kind}`)}</State>
      <span className="truncate font-medium">
        {href ? (
          <Link prefetch={false} className="text-ink" href={href}>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <span className="text-ink-2 max-desk:order-last max-desk:col-span-3">
        {t(`sentence.${item.kind}`, wordsOf(item, format, failure))}
      </span>
      <span className="num text-right">{format.duration(sinceMs)}</span>
    </li>
  )
}

/** Every fact a sentence names. */
const FACTS = [
  'address',
  'reason',
  'replicas',
  'first',
  'haLagBytes',
  'inSyncSlaves',
  'slaves',
  'diskRatio',
  'thresholdRatio',
  'lagMessages',
  'inTps',
  'outTps',
  'newMessages',
  'windowMs',
  'key',
  'detail',
] as const

type Words = Record<(typeof FACTS)[number], string>

/** The facts of a problem, written as its sentence needs them. Unknown facts are a dash. */
function wordsOf(item: Item, format: Format, failure: (reason: string) => string): Words {
  const words: Record<string, string> = Object.fromEntries(FACTS.map((fact) => [fact, '–']))
  for (const [key, value] of Object.entries(item.facts)) {
    if (value === null) continue
    if (key === 'reason') words[key] = failure(String(value))
    else if (typeof value !== 'number') words[key] = String(value)
    else if (key.endsWith('Bytes')) words[key] = format.bytes(value) ?? '–'
    else if (key.endsWith('Ratio')) words[key] = format.percent(value) ?? '–'
    else if (key.endsWith('Ms')) words[key] = format.duration(value) ?? '–'
    else if (key.endsWith('Tps')) words[key] = format.rateUnit(value) ?? '–'
    else words[key] = `${key === 'lagMessages' && item.facts.atLeast === true ? '≥' : ''}${format.count(value) ?? '–'}`
  }
  return words as Words
}

function hrefOf(cluster: string, item: Item): string | null {
  if (item.subject.kind === 'broker') return pages.broker(cluster, item.subject.name)
  if (item.subject.kind === 'group') return pages.group(cluster, item.subject.name)
  if (item.subject.kind === 'topic') return pages.topic(cluster, item.subject.name)
  if (item.subject.kind === 'name-server') return pages.nameServers(cluster)
  return null
}
