'use client'

import { Check, Clock, FilterX, type LucideIcon, OctagonX, Radio, RotateCw, Unplug } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Section } from '@/components/ui/section'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { pages } from '@/lib/url/pages'
import { EvidenceWords } from './evidence-words'
import type { MessageCopy } from './message-copy'
import { withProof } from './trace/proof'
import { type Attempt, verdictsOf } from './trace/timeline'
import { useTrace, useTraceTopic } from './trace/use-trace'
import { RunOnceButton } from './write/write-buttons'

type Entry = NonNullable<MessageCopy['consumption']>[number]

const looks: Record<Exclude<Entry['state'], 'unknown'>, { icon: LucideIcon; look: string }> = {
  consumed: { icon: Check, look: 'text-ink-2 [&>svg]:text-ok' },
  passed: { icon: Check, look: 'text-ink-2' },
  pending: { icon: Clock, look: 'text-ink-2' },
  'filtered-out': { icon: FilterX, look: 'text-ink-2' },
  broadcasting: { icon: Radio, look: 'text-ink-2' },
  offline: { icon: Unplug, look: 'font-medium text-warn' },
  retrying: { icon: RotateCw, look: 'font-medium text-warn' },
  'dead-lettered': { icon: OctagonX, look: 'font-medium text-danger' },
}

/** What became of a copy, group by group, each with the facts that the word rests on. */
export function ConsumptionSection({
  cluster,
  message,
  aside,
}: {
  cluster: string
  message: MessageCopy
  aside?: ReactNode
}) {
  const t = useTranslations('message')
  const proofs = useProofs(cluster, message)
  const consumption = message.consumption?.map((entry) => withProof(entry, proofs.get(entry.group))) ?? null
  return (
    <Section
      title={t('whatBecame')}
      note={consumption && t('groupCount', { count: consumption.length })}
      aside={
        <span className="inline-flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
          <RunOnceButton cluster={cluster} message={message} />
          {aside}
        </span>
      }
    >
      {consumption === null && (
        <p className="py-1.5">
          <Unknown reason={t('notAskedWhy')}>{t('notAsked')}</Unknown>
        </p>
      )}
      {consumption?.length === 0 && <p className="py-1.5 text-ink-2">{t('noGroups')}</p>}
      {consumption !== null && consumption.length > 0 && (
        <ul>
          {consumption.map((entry) => (
            <li
              key={entry.group}
              className="flex min-h-7 flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-1 last:border-b-0"
            >
              <Link href={pages.group(cluster, entry.group)} prefetch={false} className="font-medium text-ink">
                {entry.group}
              </Link>
              <span className="flex min-w-0 flex-col items-end text-right">
                <StateWord entry={entry} />
                <span className="num text-micro wrap-anywhere whitespace-normal text-ink-3">
                  {entry.proof ? (
                    <ProofWords attempt={entry.proof} />
                  ) : (
                    <EvidenceWords cluster={cluster} group={entry.group} facts={entry.evidence} />
                  )}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {consumption?.some((entry) => entry.state === 'passed') && (
        <p className="pt-1.5 text-small text-ink-3">{t('passedMeans')}</p>
      )}
    </Section>
  )
}

/** What the trace proves, by group; empty until the part of the page that shows it has read it. */
function useProofs(cluster: string, message: MessageCopy): ReadonlyMap<string | null, Attempt> {
  const [traceTopic] = useTraceTopic()
  const question = { cluster, messageId: message.messageId ?? message.offsetMessageId, topic: message.topic }
  const { data, isPlaceholderData } = useTrace(question, traceTopic, false)
  const verdicts = data === undefined || isPlaceholderData ? [] : verdictsOf(data)
  return new Map(verdicts.flatMap(({ group, proof }) => (proof ? [[group, proof] as const] : [])))
}

function ProofWords({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('message.evidence')
  const format = useFormat()
  const said = { host: attempt.host, time: format.dateTime(attempt.endedAt ?? attempt.at, 'milliseconds') ?? '–' }
  return attempt.attempt === null ? t('tracedEnd', said) : t('traced', { ...said, attempt: attempt.attempt })
}

function StateWord({ entry }: { entry: Entry }) {
  const t = useTranslations('message')
  if (entry.state === 'unknown') return <Unknown>{t('state.unknown')}</Unknown>
  const { icon: Icon, look } = looks[entry.state]
  return (
    <span className={cn('inline-flex items-center gap-1.25 whitespace-nowrap', look)}>
      <Icon className="size-3.5 flex-none" strokeWidth={2} aria-hidden="true" />
      {t(`state.${entry.state}`)}
    </span>
  )
}
