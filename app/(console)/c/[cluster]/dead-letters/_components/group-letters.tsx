'use client'

import { ArrowLeft, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { messageRowId, useMessageColumns } from '@/components/messages/message-columns'
import { MessageProblem } from '@/components/messages/message-problem'
import type { MessageRow } from '@/components/messages/message-reader'
import { SearchFoot, SearchProgress } from '@/components/messages/search-progress'
import { useMessageSearch } from '@/components/messages/use-message-reader'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Facts } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { Dash, Value } from '@/components/ui/value'
import type { listDeadLetters } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind'
import { pages } from '@/lib/url/pages'

type Group = OutputOf<typeof listDeadLetters>['items'][number]
type Order = 'newest' | 'oldest'

interface GroupLettersProps {
  cluster: string
  group: string
  /** Its row of the list; undefined while another page of the list is shown. */
  row: Group | undefined
  order: Order
  onOrder: (order: Order) => void
  onClose: () => void
}

/** What one group gave up, message by message; each leads to its own page. */
export function GroupLetters({ cluster, group, row, order, onOrder, onClose }: GroupLettersProps) {
  const t = useTranslations('deadLetters')
  const messages = useTranslations('messages')
  const router = useRouter()
  const topic = `${DLQ_PREFIX}${group}`
  const { state, reader } = useMessageSearch({ cluster, topic, order })
  const table = useLocalTableState('', 10_000)
  const columns = useLetterColumns(cluster)
  const { rows, phase, error } = state
  return (
    <section aria-label={t('of', { group })} className="min-w-0 border-line-2 wide:border-l wide:pl-6">
      <header className="pb-2.5">
        <Button size="sm" variant="ghost" onClick={onClose} className="mb-1.5 -ml-2 wide:hidden">
          <ArrowLeft />
          {messages('backToList')}
        </Button>
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 className="min-w-0 text-lead leading-6 font-semibold wrap-anywhere">
            {row?.groupExists === false ? (
              group
            ) : (
              <Link className="text-ink" href={pages.group(cluster, group)}>
                {group}
              </Link>
            )}
          </h2>
          {row !== undefined && (row.newMessages ?? 0) > 0 && <State tone="warning">{t('growing')}</State>}
          <span className="ml-auto flex items-center gap-1.5">
            <SegmentedControl<Order>
              label={messages('order')}
              size="sm"
              value={order}
              onChange={onOrder}
              options={(['newest', 'oldest'] as const).map((value) => ({ value, label: messages(`orders.${value}`) }))}
            />
            <Button
              size="iconSm"
              variant="ghost"
              aria-label={messages('closeMessage')}
              onClick={onClose}
              className="max-wide:hidden"
            >
              <X />
            </Button>
          </span>
        </div>
        <Facts>
          <span key="topic" className="mono inline-flex items-center gap-1 wrap-anywhere">
            <Link href={pages.topic(cluster, topic)} className="text-ink-2">
              {topic}
            </Link>
            <CopyButton text={topic} />
          </span>
          {row !== undefined && <span key="brokers">{row.brokers.join(', ')}</span>}
        </Facts>
      </header>
      {error?.problem && rows.length === 0 ? (
        <MessageProblem error={error} onRetry={() => reader.start()} />
      ) : (
        <>
          <SearchProgress state={state} reader={reader} />
          {rows.length === 0 && (phase === 'ended' || phase === 'stopped') ? (
            <EmptyState title={t('none')}>{t('noneBody')}</EmptyState>
          ) : (
            <DataTable
              id="dead-letters-messages"
              label={t('of', { group })}
              columns={columns}
              rows={rows.length === 0 ? undefined : rows}
              rowId={messageRowId}
              state={table}
              onRowOpen={(each) =>
                router.push(pages.messageAt(cluster, topic, each.brokerName, each.queueId, each.queueOffset))
              }
              variant="bare"
              density="compact"
            />
          )}
          <SearchFoot state={state} reader={reader} />
        </>
      )}
    </section>
  )
}

/** 5.x writes where a dead letter came from; 4.x leaves what the retry said (SendMessageProcessor). */
const originOf = ({ properties }: MessageRow) => properties.DLQ_ORIGIN_TOPIC ?? properties.RETRY_TOPIC ?? null

function useLetterColumns(cluster: string): TableColumn<MessageRow>[] {
  const t = useTranslations('deadLetters')
  const { keys, storedAt, tags } = useMessageColumns()
  return useMemo(
    () => [
      { ...storedAt, id: 'diedAt', header: t('died') },
      { ...keys, width: 150 },
      {
        id: 'origin',
        header: t('origin'),
        width: 150,
        sortValue: originOf,
        csv: originOf,
        cell: (row) => {
          const topic = originOf(row)
          return topic === null ? (
            <Dash />
          ) : (
            <Link className="block truncate" href={pages.topic(cluster, topic)} prefetch={false}>
              {topic}
            </Link>
          )
        },
        hideOnPhone: true,
      },
      { ...tags, width: 90 },
      {
        id: 'retries',
        header: t('retries'),
        width: 70,
        align: 'right',
        sortValue: (row) => row.reconsumeTimes,
        csv: (row) => row.reconsumeTimes,
        cell: (row) => <Value value={row.reconsumeTimes} tint={false} />,
      },
    ],
    [t, keys, storedAt, tags, cluster],
  )
}
