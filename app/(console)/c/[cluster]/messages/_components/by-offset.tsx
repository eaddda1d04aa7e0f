'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { FoundMessage } from '@/components/messages/found-message'
import { offsetRange } from '@/components/messages/offset-range'
import { PartialBanner } from '@/components/ui/banner'
import { Clock } from '@/components/ui/freshness'
import { Section } from '@/components/ui/section'
import { EmptyState } from '@/components/ui/states'
import { Dash, Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readTopicQueues } from '@/lib/contract/topics'
import { type LookupState, offsetInput } from '../search-params'
import type { SetLookup } from './messages-view'

type Queue = OutputOf<typeof readTopicQueues>['items'][number]

interface ByOffsetProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** The topic's queues at the left, the message of the chosen one at the right. */
export function ByOffset({ cluster, state, setState }: ByOffsetProps) {
  const place = offsetInput(cluster, state)
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 wide:grid-cols-[minmax(0,1fr)_minmax(0,540px)]">
      {/* Keyed: the queues of the topic before may not stand under another name. */}
      <Queues key={state.topic} cluster={cluster} state={state} setState={setState} />
      <div className="min-w-0 wide:-mt-4 wide:border-l wide:border-line-2 wide:pt-3.5 wide:pl-6">
        {place === null ? (
          <Choose state={state} />
        ) : (
          <FoundMessage key={`${place.topic}\n${place.broker}`} place={place} />
        )}
      </div>
    </div>
  )
}

function Queues({ cluster, state, setState }: ByOffsetProps) {
  const t = useTranslations('messages')
  const query = useEndpoint(readTopicQueues, { cluster, topic: state.topic })
  const table = useLocalTableState('')
  const columns = useQueueColumns()
  const draw = (rows: readonly Queue[] | undefined) => (
    <DataTable
      id="messages-queues"
      label={t('queues')}
      columns={columns}
      rows={rows}
      rowId={rowId}
      state={table}
      selectedId={state.broker !== '' && state.queue !== null ? `${state.broker}/${state.queue}` : null}
      onRowOpen={(queue) =>
        setState({ broker: queue.brokerName, queue: queue.queueId, offset: offsetRange(queue)?.newest ?? null })
      }
      rowTone={(row) => (row.stale ? 'dim' : undefined)}
      variant="bare"
      density="compact"
      empty={<EmptyState title={t('noQueues')}>{t('noQueuesBody')}</EmptyState>}
    />
  )
  return (
    <Section title={t('queues')} note={t('queuesNote')}>
      <Answer query={query} skeleton={draw(undefined)}>
        {(data) => (
          <>
            <PartialBanner completeness={data.completeness} className="mb-2" />
            {draw(data.items)}
          </>
        )}
      </Answer>
    </Section>
  )
}

const rowId = (queue: Queue) => `${queue.brokerName}/${queue.queueId}`

function useQueueColumns(): TableColumn<Queue>[] {
  const t = useTranslations('messages')
  return useMemo(() => {
    const offset = (field: 'minOffset' | 'maxOffset' | 'messagesKept'): TableColumn<Queue> => ({
      id: field,
      header: t(field),
      width: 104,
      align: 'right',
      sortValue: (row) => row[field],
      cell: (row) => (
        <Value
          value={row[field]}
          atLeast={row.atLeast.includes(field)}
          lastGoodAt={row.stale ? row.asOf : null}
          showAge={false}
          tint={false}
        />
      ),
      hideOnPhone: field === 'messagesKept',
    })
    return [
      {
        id: 'queue',
        header: t('brokerQueue'),
        width: 150,
        cell: (row) => (
          <span className="num">
            {row.brokerName} / {row.queueId}
          </span>
        ),
      },
      offset('minOffset'),
      offset('maxOffset'),
      offset('messagesKept'),
      {
        id: 'lastMessageAt',
        header: t('lastStored'),
        width: 100,
        align: 'right',
        sortValue: (row) => row.lastMessageAt,
        cell: (row) => (row.lastMessageAt === null ? <Dash /> : <Clock at={row.lastMessageAt} />),
      },
    ]
  }, [t])
}

function Choose({ state }: { state: LookupState }) {
  const t = useTranslations('messages')
  return (
    <EmptyState title={t(state.queue === null ? 'chooseQueue' : 'chooseOffset')}>
      {t(state.queue === null ? 'chooseQueueBody' : 'chooseOffsetBody')}
    </EmptyState>
  )
}
