'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { State } from '@/components/ui/state'
import type { Tone } from '@/components/ui/tone'
import { Unknown } from '@/components/ui/unknown'
import { Dash } from '@/components/ui/value'
import { Moment } from '../message-facts'
import type { Lane } from './timeline'
import { useTraceWords } from './words'

/** The same steps as the picture, in figures. */
export function TraceTable({ lanes }: { lanes: readonly Lane[] }) {
  const t = useTranslations('trace')
  const { step, time } = useTraceWords()
  const state = useLocalTableState('')
  const columns = useMemo<TableColumn<Lane>[]>(
    () => [
      {
        id: 'step',
        header: t('column.step'),
        width: 120,
        cell: (lane) => step(lane),
        csv: (lane) => step(lane),
      },
      {
        id: 'group',
        header: t('column.group'),
        width: 190,
        cell: (lane) => lane.actor ?? <Unknown reason={t('unknownGroupWhy')} />,
        csv: (lane) => lane.actor,
        sortValue: (lane) => lane.actor,
      },
      {
        id: 'time',
        header: t('column.time'),
        width: 150,
        cell: (lane) =>
          lane.atMs === null ? <Unknown reason={t('noTimeWhy')} /> : <Moment at={Math.floor(lane.atMs)} />,
        csv: (lane) => (lane.atMs === null ? null : new Date(lane.atMs).toISOString()),
        sortValue: (lane) => lane.atMs,
      },
      {
        id: 'cost',
        header: t('column.cost'),
        hint: t('costWhy'),
        width: 90,
        align: 'right',
        cell: (lane) => <Cost lane={lane} time={time} />,
        csv: (lane) => lane.costMs,
        sortValue: (lane) => lane.costMs,
      },
      { id: 'result', header: t('column.result'), width: 240, cell: (lane) => <ResultWord lane={lane} /> },
      {
        id: 'client',
        header: t('column.client'),
        width: 130,
        cell: (lane) => (lane.kind === 'store' ? <Dash /> : <span className="mono">{lane.host}</span>),
        csv: (lane) => (lane.kind === 'store' ? null : lane.host),
      },
    ],
    [t, step, time],
  )
  return (
    <DataTable
      id="trace"
      label={t('title')}
      columns={columns}
      rows={lanes}
      rowId={(lane) => lane.id}
      state={state}
      variant="bare"
      density="compact"
    />
  )
}

function Cost({ lane, time }: { lane: Lane; time: (ms: number) => string }) {
  const t = useTranslations('trace')
  if (lane.costMs !== null) return <span className="num">{time(lane.costMs)}</span>
  return lane.kind === 'attempt' && lane.look !== 'running' ? <Unknown reason={t('costUnknown')} /> : <Dash />
}

const tones: Partial<Record<Lane['result'], Tone>> = {
  success: 'ok',
  committed: 'ok',
  stored: 'ok',
  unknown: 'unknown',
  undecided: 'unknown',
  running: 'unknown',
}

function ResultWord({ lane }: { lane: Lane }) {
  const t = useTranslations('trace')
  const { result } = useTraceWords()
  const reason =
    lane.kind === 'produce' && lane.result === 'failed'
      ? t('resultWhy.sendFailed')
      : lane.result === 'unknown' || lane.result === 'undecided'
        ? t(`resultWhy.${lane.result}`)
        : undefined
  // A producer may roll back on purpose: what it decided is no fault.
  const tone = lane.result === 'rolled-back' ? 'warning' : (tones[lane.result] ?? 'danger')
  return (
    <State tone={tone} reason={reason}>
      {result(lane)}
    </State>
  )
}
