'use client'

import { ArrowLeft, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/dead-letters/export-menu'
import { FilterPanel, filterCount, type LetterFilter, NO_FILTER } from '@/components/dead-letters/filter-panel'
import { JobDock } from '@/components/jobs/job-dock'
import { JobsMenu } from '@/components/jobs/jobs-menu'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Clock } from '@/components/ui/freshness'
import { Facts } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { State } from '@/components/ui/state'
import { Value } from '@/components/ui/value'
import type { listDeadLetters } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { DLQ_PREFIX, RETRY_PREFIX } from '@/lib/domain/topic-kind'
import { pages } from '@/lib/url/pages'
import { Letters } from './letters'

type Group = OutputOf<typeof listDeadLetters>['items'][number]
type Order = 'newest' | 'oldest'

interface GroupLettersProps {
  cluster: string
  group: string
  /** Its row of the list; undefined while another page of the list is shown. */
  row: Group | undefined
  filter: LetterFilter
  order: Order
  onFilter: (filter: Partial<LetterFilter> & { order?: Order }) => void
  /** The job that was chosen; null: the one at work, or the newest. */
  jobId: number | null
  onJob: (jobId: number | null) => void
  onClose: () => void
}

/** What one group gave up, message by message; sending it again; and the job that does so at the foot of the page. */
export function GroupLetters(props: GroupLettersProps) {
  const { cluster, group, filter, order, onFilter, jobId, onJob } = props
  const t = useTranslations('deadLetters')
  const { range, from, to, tag, where, is } = filter
  const question = JSON.stringify([order, range, from, to, tag, where, is])
  return (
    <section aria-label={t('of', { group })} className="min-w-0 border-line-2 wide:border-l wide:pl-6">
      <Letters
        key={question}
        cluster={cluster}
        group={group}
        topic={DLQ_PREFIX + group}
        filter={filter}
        order={order}
        filtered={filterCount(filter) > 0}
        onClearFilter={() => onFilter(NO_FILTER)}
        onStarted={() => onJob(null)}
        head={(input) => (
          <Head {...props}>
            <JobsMenu cluster={cluster} group={group} jobId={jobId} onJob={onJob} />
            <ExportMenu input={{ cluster, group, ...input }} />
            <FilterPanel value={filter} onChange={onFilter} />
          </Head>
        )}
      />
      <JobDock cluster={cluster} group={group} jobId={jobId} onJob={onJob} />
    </section>
  )
}

/** Whose letters they are, and what can be done with all of them. */
function Head({
  cluster,
  group,
  row,
  order,
  onFilter,
  onClose,
  children,
}: GroupLettersProps & { children: ReactNode }) {
  const t = useTranslations('deadLetters')
  const messages = useTranslations('messages')
  const topic = DLQ_PREFIX + group
  const exists = row?.groupExists !== false
  const last = row?.lastMessageAt ?? null
  return (
    <header className="pb-2.5">
      <Button size="sm" variant="ghost" onClick={onClose} className="mb-1.5 -ml-2 wide:hidden">
        <ArrowLeft />
        {messages('backToList')}
      </Button>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h2 className="min-w-0 text-lead leading-6 font-semibold wrap-anywhere">
          {exists ? (
            <Link className="text-ink" href={pages.group(cluster, group)}>
              {group}
            </Link>
          ) : (
            group
          )}
        </h2>
        {row !== undefined && (row.newMessages ?? 0) > 0 && <State tone="warning">{t('growing')}</State>}
        <span className="ml-auto flex flex-wrap items-center gap-1.5">
          <SegmentedControl<Order>
            label={messages('order')}
            value={order}
            onChange={(next) => onFilter({ order: next })}
            options={(['newest', 'oldest'] as const).map((value) => ({ value, label: messages(`orders.${value}`) }))}
          />
          {children}
          <Button
            size="icon"
            variant="ghost"
            aria-label={messages('closeMessage')}
            onClick={onClose}
            className="max-wide:hidden"
          >
            <X />
          </Button>
        </span>
      </div>
      <Facts className="items-center">
        <span key="topic" className="mono inline-flex items-center gap-1 wrap-anywhere">
          <Link href={pages.topic(cluster, topic)} className="text-ink-2">
            {topic}
          </Link>
          <CopyButton text={topic} />
        </span>
        {row !== undefined && <span key="brokers">{row.brokers.join(', ')}</span>}
        {row !== undefined && (
          <span key="messages">
            {t.rich('factMessages', {
              n: () => (
                <Value
                  value={row.messages}
                  atLeast={row.atLeast.includes('messages')}
                  lastGoodAt={row.lastGoodAt}
                  className="font-medium text-ink"
                />
              ),
            })}
          </span>
        )}
        {last !== null && <span key="last">{t.rich('factLast', { time: () => <Clock at={last} /> })}</span>}
        {exists && (
          <Link key="retry" href={pages.messagesOf(cluster, RETRY_PREFIX + group)} prefetch={false}>
            {t('retryTopic')}
          </Link>
        )}
      </Facts>
    </header>
  )
}
