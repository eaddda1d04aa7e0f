'use client'

import {
  Check,
  ChevronDown,
  ChevronUp,
  CircleStop,
  ListChecks,
  OctagonX,
  Pause,
  Play,
  Send,
  TriangleAlert,
  X,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogTrigger } from '@/components/ui/dialog'
import { useFormat } from '@/components/ui/use-format'
import { Exceptions } from './job-state'
import { isOpen, type Job, partsOf, settledOf } from './job-values'
import { RateStepper } from './rate-stepper'
import { StopJob } from './stop-job'

type JobAction = 'pause' | 'continue' | 'stop' | 'retry-not-sent'

interface JobBarProps {
  job: Job
  /** Null: not known. */
  leftMs: number | null
  /** What was asked for last; shown until the job says so itself. */
  rate: number
  onRate: (rate: number) => void
  onAction: (action: JobAction) => void
  /** An action is on its way. */
  busy: boolean
  /** Why nothing can be changed; null: it can. */
  locked: string | null
  /** Null while it is open: it stays. */
  onDismiss: (() => void) | null
  ledgerOpen: boolean
  onLedger: (open: boolean) => void
  /** Stands over the bar while the ledger is open. */
  ledger: ReactNode
}

/** Long work at the foot of its page: how far it is, and what can be done about it. Its progress is the top edge. */
export function JobBar(props: JobBarProps) {
  const { job, leftMs, rate, busy, locked, ledgerOpen, onDismiss } = props
  const t = useTranslations('jobs')
  const format = useFormat()
  const id = useId()
  const off = busy || locked !== null
  return (
    <section aria-label={t('bar')} className="bg-sunken">
      {ledgerOpen && (
        <div id={id} className="border-t border-rule bg-sunken">
          {props.ledger}
        </div>
      )}
      <ProgressLine job={job} />
      <div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1.5 px-[var(--gutter)] py-2.5 max-desk:min-h-22.5">
        <p className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-0.5">
          <span role="status" className="inline-flex min-w-0 items-center gap-2 font-semibold">
            <StateIcon job={job} />
            <span className="min-w-0 wrap-anywhere">{t(`what.${job.state}.${job.target}`, { group: job.group })}</span>
          </span>
          <span className="num">
            <b className="font-semibold">{format.count(job.sent)}</b>{' '}
            {job.of === null
              ? t('sentOfUnknown', { read: format.count(job.read) ?? '' })
              : job.skipped > 0
                ? t('sentOfLooked', { read: format.count(settledOf(job)) ?? '', of: format.count(job.of) ?? '' })
                : t('of', { of: format.count(job.of) ?? '' })}
          </span>
          <Exceptions notSent={job.notSent} inDoubt={job.inDoubt} />
          {job.state === 'running' && (
            <span className="num text-ink-2">
              {leftMs === null ? t('leftUnknown') : t('left', { time: format.duration(leftMs) ?? '' })}
            </span>
          )}
          {job.notices.length > 0 && (
            <span className="inline-flex items-center gap-1.25 text-warn" data-hint={job.notices.join('\n')}>
              <TriangleAlert className="size-3.5" strokeWidth={2} aria-hidden="true" />
              {t('noticed', { count: job.notices.length })}
            </span>
          )}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {isOpen(job) && (
            <>
              <span className="inline-flex items-center gap-1.5 text-small text-ink-2 max-desk:hidden">
                <span aria-hidden="true">{t('rate')}</span>
                <RateStepper rate={rate} onRate={props.onRate} disabled={locked !== null} />
              </span>
              <Button
                className="min-w-22"
                aria-disabled={off}
                data-hint={locked ?? undefined}
                onClick={() => {
                  if (!off) props.onAction(job.state === 'running' ? 'pause' : 'continue')
                }}
              >
                {job.state === 'running' ? <Pause /> : <Play />}
                {t(job.state === 'running' ? 'pause' : 'continue')}
              </Button>
              <Dialog>
                <DialogTrigger asChild>
                  <Button disabled={off} data-hint={locked ?? undefined}>
                    <CircleStop />
                    {t('stop')}
                  </Button>
                </DialogTrigger>
                <StopJob job={job} onStop={() => props.onAction('stop')} />
              </Dialog>
            </>
          )}
          <Button
            variant="ghost"
            aria-expanded={ledgerOpen}
            aria-controls={ledgerOpen ? id : undefined}
            onClick={() => props.onLedger(!ledgerOpen)}
          >
            <ListChecks />
            {t('ledger')}
            {ledgerOpen ? <ChevronDown /> : <ChevronUp />}
          </Button>
          {onDismiss && (
            <Button size="icon" variant="ghost" aria-label={t('dismiss')} data-hint={t('dismiss')} onClick={onDismiss}>
              <X />
            </Button>
          )}
        </div>
        {job.reason !== null && job.state !== 'done' && (
          <p
            className={cn('w-full text-small wrap-anywhere', job.state === 'failed' ? 'text-danger' : 'text-ink-2')}
            data-hint={format.dateTime(job.stateAt) ?? undefined}
          >
            {job.reason}
          </p>
        )}
      </div>
    </section>
  )
}

function StateIcon({ job: { state } }: { job: Job }) {
  const look = 'size-3.5 flex-none stroke-[1.6]'
  if (state === 'running') return <Send className={look} aria-hidden="true" />
  if (state === 'paused') return <Pause className={look} aria-hidden="true" />
  if (state === 'done') return <Check className={cn(look, 'text-ok')} strokeWidth={2} aria-hidden="true" />
  if (state === 'failed') return <OctagonX className={cn(look, 'text-danger')} aria-hidden="true" />
  return <CircleStop className={look} aria-hidden="true" />
}

/** Sent in the accent, not sent in red, in doubt hatched; hatched as a whole until it is known how many there are. */
function ProgressLine({ job }: { job: Job }) {
  const t = useTranslations('jobs')
  const parts = partsOf(job)
  const named = { 'aria-label': t('progress') }
  if (parts === null) return <div role="progressbar" {...named} className="hatch h-1.5 border-t border-rule bg-hover" />
  const width = (part: number) => ({ width: `${part * 100}%`, ...(part > 0 ? { minWidth: 4 } : {}) })
  return (
    <div
      role="progressbar"
      {...named}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor((parts.sent + parts.notSent + parts.inDoubt + parts.skipped) * 100)}
      className="flex h-1.5 border-t border-rule bg-hover"
    >
      <i className="bg-primary" style={width(parts.sent)} />
      <i className="bg-danger-fill" style={width(parts.notSent)} />
      <i className="hatch bg-unknown-soft" style={width(parts.inDoubt)} />
      <i className="bg-line-3" style={width(parts.skipped)} />
    </div>
  )
}
