'use client'

import { ArrowUpToLine, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Button } from '@/components/ui/button'
import { Clock } from '@/components/ui/freshness'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'
import { urlOf } from '@/lib/contract/endpoint'
import { readJobResult } from '@/lib/contract/jobs'
import { pages } from '@/lib/url/pages'
import { LineState } from './job-state'
import { isOpen, type Job, type JobLine } from './job-values'

const lineStates = ['all', 'sent', 'not-sent', 'in-doubt'] as const
export type LineShow = (typeof lineStates)[number]

interface LedgerProps {
  cluster: string
  job: Job
  lines: readonly JobLine[] | undefined
  more: boolean
  show: LineShow
  onShow: (show: LineShow) => void
  /** Null: these are the newest. */
  onNewest: (() => void) | null
  onOlder: () => void
  onRetry: (() => void) | null
  problem: ReactNode
}

/** What a job has done, message by message, newest first, in the broker's own words. */
export function Ledger(props: LedgerProps) {
  const { cluster, job, lines, more, show } = props
  const t = useTranslations('jobs')
  const format = useFormat()
  const columns = useColumns(cluster)
  const written = job.sent + job.notSent + job.inDoubt + job.intended
  const counts: Record<LineShow, number> = {
    all: written,
    sent: job.sent,
    'not-sent': job.notSent,
    'in-doubt': job.inDoubt,
  }
  return (
    <div className="grid gap-x-6 gap-y-2 px-[var(--gutter)] pt-2.5 pb-2 wide:grid-cols-[minmax(0,1fr)_300px]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2 pb-1.5">
          <SegmentedControl<LineShow>
            label={t('lines')}
            size="sm"
            value={show}
            onChange={props.onShow}
            options={lineStates.map((value) => ({
              value,
              label: value === 'all' ? t('allLines') : t(`line.${value}`),
              count: format.count(counts[value]),
            }))}
          />
          <span className="ml-auto flex gap-1.5">
            {props.onNewest && (
              <Button size="sm" variant="ghost" onClick={props.onNewest}>
                <ArrowUpToLine />
                {t('newest')}
              </Button>
            )}
            {more && (
              <Button size="sm" variant="ghost" onClick={props.onOlder}>
                {t('older')}
                <ChevronRight />
              </Button>
            )}
          </span>
        </div>
        <div className="h-[min(320px,38dvh)] overflow-y-auto overscroll-contain pr-2 pl-2 -ml-2 [--bar-h:0px] [--surface-0:var(--surface-1)]">
          {props.problem ??
            (lines !== undefined && (
              <ShortList
                id="job-ledger"
                label={t('ledgerOf')}
                columns={columns}
                rows={lines}
                rowId={(line) => String(line.seq)}
                empty={<p className="py-2 text-ink-3">{t(show === 'all' ? 'noLines' : 'noSuchLines')}</p>}
              />
            ))}
        </div>
      </div>
      <div className="grid content-start gap-1.5 text-small text-ink-2">
        <p>{t('ledgerAbout')}</p>
        {job.inDoubt > 0 && <p>{t('inDoubtWhy')}</p>}
        {job.skipped > 0 && <p>{t('skippedWhy')}</p>}
        {job.notices.map((notice) => (
          <p key={notice} className="wrap-anywhere text-warn">
            {notice}
          </p>
        ))}
        <p className="flex flex-wrap gap-x-3">
          {written > 0 && (
            <a href={urlOf(readJobResult, { cluster, jobId: job.id, format: 'csv' })} download>
              {t('linesCsv', { count: written })}
            </a>
          )}
          {job.notSent > 0 && props.onRetry && !isOpen(job) && (
            <button type="button" className="text-link hover:underline" onClick={props.onRetry}>
              {t('retryNotSent', { count: job.notSent })}
            </button>
          )}
        </p>
        <p className="text-ink-3">{t('begun', { time: format.dateTime(job.createdAt) ?? '', who: job.createdBy })}</p>
      </div>
    </div>
  )
}

function useColumns(cluster: string): TableColumn<JobLine>[] {
  const t = useTranslations('jobs')
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('column.at'),
        width: 96,
        cell: (line) => (
          <Clock at={line.settledAt ?? line.intendedAt} precision="milliseconds" className="font-normal" />
        ),
      },
      {
        id: 'state',
        header: t('column.result'),
        width: 96,
        cell: (line) => <LineState state={line.state} error={line.error} />,
      },
      {
        id: 'from',
        header: t('column.from'),
        width: 150,
        cell: (line) => <Place {...line.source} />,
        hideOnPhone: true,
      },
      {
        id: 'landed',
        header: t('column.landed'),
        width: 190,
        cell: (line) =>
          line.landed === null ? (
            <Dash />
          ) : (
            <Link href={pages.message(cluster, line.messageId, line.target)} prefetch={false}>
              <Place {...line.landed} />
            </Link>
          ),
      },
      {
        id: 'error',
        header: t('column.words'),
        width: 300,
        cell: (line) =>
          line.error === null ? (
            <Dash />
          ) : (
            <span className="mono block truncate text-ink-2" data-hint={line.error}>
              {line.error}
            </span>
          ),
      },
    ],
    [t, cluster],
  )
}

function Place({ brokerName, queueId, queueOffset }: { brokerName: string; queueId: number; queueOffset: number }) {
  const format = useFormat()
  return (
    <span className="num">
      {brokerName} / {queueId} @ {format.count(queueOffset)}
    </span>
  )
}
