'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useStored } from '@/components/data-table/use-stored'
import { ProblemState } from '@/components/layout/answer'
import { useCommand } from '@/components/layout/use-command'
import { useMayChange } from '@/components/layout/use-may-change'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { ApiError } from '@/lib/api/call'
import { controlJob, listJobItems, listJobs, readJob } from '@/lib/contract/jobs'
import { JobBar } from './job-bar'
import {
  dismissedAt,
  isOpen,
  type Job,
  type Pace,
  paced,
  settledOf,
  shownJob,
  timeLeftMs,
  withDismissed,
} from './job-values'
import { Ledger, type LineShow } from './ledger'
import { useJob, useJobs, useLedger } from './use-jobs'

interface JobDockProps {
  cluster: string
  group: string
  /** The job that was chosen; null: the one that is at work, or the newest. */
  jobId: number | null
  onJob: (jobId: number | null) => void
}

/** The job of a group at the foot of the window, over the page's end. */
export function JobDock({ cluster, group, jobId, onJob }: JobDockProps) {
  const list = useJobs(cluster, group)
  const one = useJob(cluster, jobId)
  const [stored, store] = useStored('rocketdeck.jobs-dismissed')
  const key = `${cluster}/${group}`
  const jobs = list.data?.items ?? []
  const chosen = jobId === null ? null : one.isPlaceholderData ? null : one.data?.item
  const job = jobId === null ? shownJob(jobs, dismissedAt(stored, key)) : (chosen ?? null)
  if (jobId !== null && !job && one.error)
    return (
      <Dock>
        <NoJob error={one.error} onDismiss={() => onJob(null)} onRetry={one.refetch} />
      </Dock>
    )
  if (!job) return null
  const asOf = (jobId === null ? list.data : one.data)?.asOf ?? null
  const dismiss = () => {
    store(withDismissed(stored, key, job.createdAt))
    onJob(null)
  }
  return (
    <Dock>
      <LiveJob key={job.id} cluster={cluster} job={job} asOf={asOf} onDismiss={isOpen(job) ? null : dismiss} />
    </Dock>
  )
}

const RATE_PAUSE_MS = 500

function LiveJob({
  cluster,
  job,
  asOf,
  onDismiss,
}: {
  cluster: string
  job: Job
  asOf: string | null
  onDismiss: (() => void) | null
}) {
  const t = useTranslations('jobs')
  const problems = useTranslations('problem.code')
  const locked = useMayChange()
  const [ledgerOpen, setLedgerOpen] = useState(false)
  const [wanted, setWanted] = useState<number | null>(null)
  const control = useCommand(controlJob, { refreshes: [listJobs, readJob, listJobItems] })
  const { mutate } = control
  const failed = (error: ApiError) =>
    toast.error(error.problem ? problems(error.problem.code) : t('noAnswer'), { description: error.problem?.detail })
  const [pace, setPace] = useState<readonly Pace[]>([])
  const now = { atMs: Date.parse(asOf ?? ''), settled: settledOf(job) }
  const kept = Number.isNaN(now.atMs) || job.state !== 'running' ? pace : paced(pace, now)
  if (kept !== pace) setPace(kept)

  // What was asked for stands until the job says it.
  if (wanted !== null && wanted === job.ratePerSecond) setWanted(null)
  const told = useRef(failed)
  useEffect(() => {
    told.current = failed
  })
  useEffect(() => {
    if (wanted === null) return
    const timer = setTimeout(() => {
      const drop = (error: ApiError) => {
        setWanted(null)
        told.current(error)
      }
      mutate({ cluster, jobId: job.id, action: 'rate', ratePerSecond: wanted }, { onError: drop })
    }, RATE_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted, mutate, cluster, job.id])

  const act = (action: 'pause' | 'continue' | 'stop' | 'retry-not-sent') =>
    mutate({ cluster, jobId: job.id, action }, { onError: failed })
  return (
    <JobBar
      job={job}
      leftMs={timeLeftMs(job, kept)}
      rate={wanted ?? job.ratePerSecond}
      onRate={setWanted}
      onAction={act}
      busy={control.isPending && control.variables?.action !== 'rate'}
      locked={locked}
      onDismiss={onDismiss}
      ledgerOpen={ledgerOpen}
      onLedger={setLedgerOpen}
      ledger={
        ledgerOpen && (
          <LiveLedger cluster={cluster} job={job} onRetry={locked === null ? () => act('retry-not-sent') : null} />
        )
      }
    />
  )
}

function LiveLedger({ cluster, job, onRetry }: { cluster: string; job: Job; onRetry: (() => void) | null }) {
  const [show, setShow] = useState<LineShow>('all')
  const [beforeSeq, setBeforeSeq] = useState<number | null>(null)
  const query = useLedger(cluster, job, { state: show === 'all' ? null : show, beforeSeq })
  const lines = query.data?.items
  return (
    <Ledger
      cluster={cluster}
      job={job}
      lines={lines}
      more={query.data?.more ?? false}
      show={show}
      onShow={(next) => {
        setShow(next)
        setBeforeSeq(null)
      }}
      onNewest={beforeSeq === null ? null : () => setBeforeSeq(null)}
      onOlder={() => setBeforeSeq(lines?.at(-1)?.seq ?? null)}
      onRetry={onRetry}
      problem={query.error && !lines ? <ProblemState error={query.error} onRetry={query.refetch} /> : null}
    />
  )
}

function NoJob({ error, onDismiss, onRetry }: { error: ApiError; onDismiss: () => void; onRetry: () => unknown }) {
  const t = useTranslations('jobs')
  return (
    <section aria-label={t('bar')} className="flex gap-2 border-t border-rule bg-sunken px-[var(--gutter)] py-2.5">
      <div className="min-w-0 flex-1">
        <ProblemState error={error} onRetry={onRetry} />
      </div>
      <Button size="icon" variant="ghost" aria-label={t('dismiss')} onClick={onDismiss}>
        <X />
      </Button>
    </section>
  )
}

/** Over the foot of the page, beside the rail; the page's end keeps as much room as it covers. */
function Dock({ children }: { children: ReactNode }) {
  const dock = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(56)
  useEffect(() => {
    const element = dock.current
    if (!element) return
    const sizes = new ResizeObserver(() => setHeight(element.offsetHeight))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return (
    <>
      <div aria-hidden="true" style={{ height }} className="print:hidden" />
      <div
        ref={dock}
        className="fixed right-0 bottom-0 left-[var(--rail-w)] z-20 shadow-pop print:hidden max-desk:bottom-14 max-desk:left-0"
      >
        {children}
      </div>
    </>
  )
}
