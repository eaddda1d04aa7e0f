'use client'

import { Check, OctagonX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { useFailureWord } from '@/components/ui/use-failure-word'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { replicaName } from '@/lib/domain/failure'
import type { Moment } from '@/lib/format/clock'
import { barButton } from './bar-button'
import { ageMs, type CompletenessInfo, type MeterBar, meterBars } from './truth'

interface TruthMeterProps {
  /** What answers or does not: the brokers of a cluster, or clusters. */
  noun?: 'brokers' | 'clusters'
  completeness: CompletenessInfo | null
  targets?: readonly string[] | undefined
  asOf: Moment | null
  /** How often brokers are asked, and how long each may take. */
  pace?: { everyMs: number; timeoutMs: number } | null | undefined
  /** When those that answered did: the first and the last of them. */
  answeredAt?: readonly [oldest: string, newest: string] | null | undefined
}

const barLook: Record<MeterBar, string> = {
  answered: 'bg-bezel-ok',
  failed: 'inset-ring-[1.5px] inset-ring-bezel-danger',
  unknown:
    'inset-ring inset-ring-bezel-text-2 bg-[repeating-linear-gradient(135deg,var(--bezel-text-2)_0_1px,transparent_1px_3px)]',
}

/** One bar a broker, how many answered, and how old it is; opens what failed and why. */
export function TruthMeter({ noun = 'brokers', completeness, targets, asOf, pace, answeredAt }: TruthMeterProps) {
  const t = useTranslations('truth')
  const format = useFormat()
  const now = useNow()
  const age = format.age(ageMs(asOf, now))
  if (!completeness || completeness.asked === 0) return null
  const { asked, answered } = completeness
  // Past some thirty, bars are narrower than a pixel can show: the number says it alone.
  const bars = asked <= 32 ? meterBars(completeness, targets) : []
  return (
    <Popover>
      <PopoverTrigger
        className={cn(barButton, 'gap-2.25 px-2.25 text-bezel-text max-desk:px-1')}
        aria-label={age === null ? t('opened', { noun, answered, asked }) : t('meter', { noun, answered, asked, age })}
      >
        <span className="inline-flex gap-0.5" aria-hidden="true">
          {bars.map((bar, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            <i key={index} className={cn('h-3.5 w-1.25 rounded-[1px]', barLook[bar])} />
          ))}
        </span>
        <span className="num">
          {answered}/{asked} <span className="max-desk:hidden">{t('brokers', { noun, asked })}</span>
          {age !== null && <span className="text-bezel-text-2"> · {age}</span>}
        </span>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-100 max-w-[calc(100vw-16px)] px-3 py-2">
        <TruthPanel
          noun={noun}
          completeness={completeness}
          asOf={asOf}
          pace={pace}
          answeredAt={answeredAt}
          nowMs={now}
        />
      </PopoverContent>
    </Popover>
  )
}

type TruthPanelProps = Omit<TruthMeterProps, 'completeness' | 'targets'> & {
  completeness: CompletenessInfo
  nowMs: number | null
}

/** The meter, opened: who failed, why, and when each last answered; the others in one line. */
export function TruthPanel({ noun = 'brokers', completeness, asOf, pace, answeredAt, nowMs }: TruthPanelProps) {
  const t = useTranslations('truth')
  const format = useFormat()
  const word = useFailureWord()
  const { asked, answered, failed } = completeness
  return (
    <>
      <div className="flex items-baseline gap-2 pb-1.5">
        <b className="flex-1 font-semibold">{t('opened', { noun, answered, asked })}</b>
        <span className="num text-small text-ink-3">
          {pace
            ? t('asked', {
                every: format.duration(pace.everyMs) ?? '',
                timeout: format.duration(pace.timeoutMs) ?? '',
              })
            : asOf !== null && t('asOf', { time: format.clock(asOf) ?? '' })}
        </span>
      </div>
      <ul className="max-h-80 overflow-y-auto">
        {failed.map((f) => (
          <li key={f.target} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t border-line py-1">
            <span className="truncate font-medium">{replicaName(f.target)}</span>
            <span className="num text-right text-small leading-5 text-ink-3">
              {f.lastGoodAt === null ? t('neverAnswered') : t('lastGood', { time: format.clock(f.lastGoodAt) ?? '' })}
            </span>
            <span className="col-span-2 flex items-start gap-1.25 text-danger wrap-anywhere">
              <OctagonX className="mt-0.75 size-3.5 flex-none" strokeWidth={2} />
              <span data-hint={f.reason}>{word(f.reason)}</span>
            </span>
          </li>
        ))}
        <li className="flex gap-3 border-t border-line py-1">
          <span className="flex-1">
            {failed.length === 0 ? t('allAnswered', { noun }) : t('answeredCount', { count: answered })}
          </span>
          <span className="flex items-center gap-1.25 text-ink-2">
            <Check className="size-3.5 text-ok" strokeWidth={2} aria-hidden="true" />
            {t('answered')}
          </span>
          {answeredAt && nowMs !== null && (
            <span className="num min-w-22 text-right text-small leading-5 text-ink-3">
              <AgeRange oldest={ageMs(answeredAt[0], nowMs)} newest={ageMs(answeredAt[1], nowMs)} />
            </span>
          )}
        </li>
      </ul>
    </>
  )
}

/** "3–5 s ago"; one age where both are the same in words. */
function AgeRange({ oldest, newest }: { oldest: number | null; newest: number | null }) {
  const t = useTranslations('truth')
  const format = useFormat()
  const from = format.age(newest)
  const to = format.age(oldest)
  if (from === null || to === null) return null
  return from === to ? t('ago', { age: to }) : t('agoBetween', { from, to })
}
