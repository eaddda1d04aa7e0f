'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import type { GroupDetail } from './group-values'
import type { LagQuery } from './lag-tab'
import { type RetryRow, retryRows } from './retry-rows'

/** What the group could not consume: topics it is tried from again, and where it ends. */
export function RetryTab({ cluster, group, lag }: { cluster: string; group: GroupDetail; lag: LagQuery }) {
  const t = useTranslations('group')
  const columns = useMemo<TableColumn<RetryRow>[]>(
    () => [
      {
        id: 'topic',
        header: t('topic'),
        width: 320,
        cell: (row) => (
          <Link
            href={row.kind === 'dlq' ? pages.deadLetters(cluster, group.name) : pages.messagesOf(cluster, row.topic)}
            className="text-ink"
            prefetch={false}
          >
            {row.topic}
          </Link>
        ),
      },
      {
        id: 'kind',
        header: t('what'),
        width: 360,
        cell: (row) => <span className="text-ink-2">{t(`retryKind.${row.kind}`)}</span>,
        hideOnPhone: true,
      },
      {
        id: 'queues',
        header: t('queuesHead'),
        width: 80,
        align: 'right',
        cell: (row) => <Value value={row.queues} notApplicable={row.queues === null} />,
        hideOnPhone: true,
      },
      {
        id: 'messages',
        header: t('messagesHead'),
        width: 110,
        align: 'right',
        cell: (row) => <Value value={row.messages} atLeast={row.atLeast} reason={t('notRead')} />,
      },
    ],
    [cluster, group.name, t],
  )
  return (
    <Answer query={lag} skeleton={<Skeleton width="100%" height={120} className="mt-4" />}>
      {(data) => (
        <Section
          title={t('tab.retry')}
          note={
            group.retryMaxTimes === null || group.retryMaxTimes < 0
              ? t('retryNote')
              : t('retryNoteTimes', { count: group.retryMaxTimes })
          }
          className="mt-4"
        >
          <ShortList
            id="group-retry"
            label={t('tab.retry')}
            columns={columns}
            rows={retryRows(group, data.items)}
            rowId={(row) => row.topic}
            empty={<EmptyState title={t('noRetry')}>{t('noRetryBody')}</EmptyState>}
          />
        </Section>
      )}
    </Answer>
  )
}
