'use client'

import { useTranslations } from 'next-intl'
import { Readout, Readouts } from '@/components/ui/readouts'
import { State } from '@/components/ui/state'
import { useFormat } from '@/components/ui/use-format'
import { figuresOf, type Timeline, type Trace, verdictsOf } from './timeline'
import { useTraceWords } from './words'

/** How long it took, who consumed it, what failed. */
export function TraceFigures({ trace, timeline }: { trace: Trace; timeline: Timeline }) {
  const t = useTranslations('trace')
  const format = useFormat()
  const { time } = useTraceWords()
  const figures = figuresOf(trace, timeline)
  const verdicts = verdictsOf(trace)
  const failed = verdicts.reduce((sum, verdict) => sum + verdict.failed, 0)
  const { hiddenMs, sentToConsumedMs, slowest, waitingMs } = figures
  const isTransaction = trace.transactions.length > 0 || trace.produced[0]?.messageType === 'transaction-half'
  return (
    <Readouts>
      <Readout
        label={t('sentToConsumed')}
        value={sentToConsumedMs === null ? null : time(sentToConsumedMs)}
        reason={t(trace.produced.length === 0 ? 'noSendRecord' : 'notConsumed')}
        foot={sentToConsumedMs !== null && waitingMs !== null && t('waitingOf', { time: time(waitingMs) })}
      />
      {isTransaction && (
        <Readout
          label={t('transaction')}
          value={hiddenMs === null ? null : time(hiddenMs)}
          reason={t('notEnded')}
          foot={
            figures.decided &&
            t(
              figures.decided.result === 'rolled-back'
                ? 'rolledBack'
                : figures.decided.fromCheck
                  ? 'hiddenAsked'
                  : 'hidden',
            )
          }
        />
      )}
      <Readout
        label={t('groups')}
        value={`${format.count(verdicts.filter(({ proof }) => proof !== null).length)} ${t('groupsOf', { count: verdicts.length })}`}
        foot={t('consumedIt')}
      />
      <Readout
        label={t('attempts')}
        value={format.count(trace.consumed.length)}
        foot={
          trace.consumed.length === 0 ? (
            t('noAttempt')
          ) : failed > 0 ? (
            <span className="font-medium text-danger">{t('failedCount', { count: failed })}</span>
          ) : (
            t('noneFailed')
          )
        }
      />
      <Readout
        label={t('slowest')}
        value={slowest?.costMs == null ? null : time(slowest.costMs)}
        reason={t(trace.consumed.length === 0 ? 'noAttempt' : 'noCost')}
        foot={
          slowest &&
          (slowest.attempt === null
            ? t('slowestOn', { host: slowest.host })
            : t('slowestAt', { attempt: slowest.attempt, host: slowest.host }))
        }
      />
    </Readouts>
  )
}

/** What the records prove for one group, at the head of its attempts. */
export function VerdictWord({ trace, group }: { trace: Trace; group: string | null }) {
  const t = useTranslations('trace')
  const verdict = verdictsOf(trace).find((one) => one.group === group)
  if (verdict === undefined) return null
  if (verdict.proof !== null) {
    const { attempt } = verdict.proof
    return (
      <State tone="ok">
        {attempt === null || attempt === 1 ? t('verdict.success') : t('verdict.successNth', { attempt })}
      </State>
    )
  }
  if (verdict.result === 'running') return <State tone="unknown">{t('verdict.running')}</State>
  if (verdict.result === 'unknown') return <State tone="unknown">{t('verdict.unknown')}</State>
  return <State tone="danger">{t('verdict.failed', { result: t(`result.${verdict.result}`) })}</State>
}
