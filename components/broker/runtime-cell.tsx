'use client'

import { useTranslations } from 'next-intl'
import { Bar } from '@/components/ui/bar'
import { cn } from '@/components/ui/cn'
import { Clock } from '@/components/ui/freshness'
import { useFormat } from '@/components/ui/use-format'
import { Dash, Value } from '@/components/ui/value'
import { isOver, limitRatio, type RuntimeRow, readRuntimeValue } from './runtime-rows'

/** One value of one replica, as its key says that it is to be read. */
export function RuntimeCell({ row, at, old }: { row: RuntimeRow; at: number; old: boolean }) {
  const t = useTranslations('broker')
  const format = useFormat()
  const sent = row.sent[at] ?? null
  if (sent === null) return <Explained words={t('notSent')} />
  const value = readRuntimeValue(row.known, sent, row.hollow[at])
  const look = old ? 'text-ink-3 underline decoration-line-3 decoration-dotted underline-offset-3' : undefined
  switch (value.kind) {
    case 'none':
      return <Explained words={t('noneSaid')} />
    case 'time':
      return (
        <span className={cn('num', look)}>{format.dateTime(value.atMs, 'minutes') ?? <Clock at={value.atMs} />}</span>
      )
    case 'capacity':
      return (
        <span className={cn('num', look)}>
          {t('diskOf', { used: format.bytes(value.usedBytes), total: format.bytes(value.totalBytes) })}
        </span>
      )
    case 'pair':
      return (
        <span className={cn('num', look)}>
          {t('pair', { done: format.count(Number(value.done)), end: format.count(Number(value.end)) })}
        </span>
      )
    case 'putTimes':
      return <PutTimes buckets={value.buckets} />
    case 'text':
      return <span className={cn('wrap-anywhere', look)}>{value.text}</span>
    case 'number': {
      const ratio = limitRatio(row, value)
      const over = isOver(row, value) && !old
      const rest = value.rest?.map((rate) => format.rate(rate))
      return (
        <span
          className="inline-flex items-center gap-1.5"
          {...(rest && rest.length > 0 ? { 'data-hint': restWords(t, rest) } : {})}
        >
          {ratio !== null && row.main && value.value > 0 && (
            <Bar ratio={ratio} width={40} old={old} tone={over ? 'warning' : undefined} />
          )}
          {value.as === 'duration' && value.value > 0 && value.value < 10 ? (
            <span className={cn('num', look)}>{t('ms', { value: value.value.toFixed(1) })}</span>
          ) : (
            <Value
              value={value.value}
              as={value.as}
              tint={!old}
              className={cn(look, over && 'font-semibold text-warn')}
            />
          )}
        </span>
      )
    }
  }
}

function restWords(t: ReturnType<typeof useTranslations<'broker'>>, rest: readonly (string | null)[]): string {
  const notYet = t('notYet')
  return t('restRates', { one: rest[0] ?? notYet, ten: rest[1] ?? notYet })
}

function Explained({ words }: { words: string }) {
  return (
    <span data-hint={words}>
      <Dash />
    </span>
  )
}

const HEIGHT = 18

/** How many puts took how long: a bar for each length of time, short ones first, drawn by the root of the count. */
function PutTimes({ buckets }: { buckets: readonly { label: string; count: number }[] }) {
  const t = useTranslations('broker')
  const format = useFormat()
  const most = Math.max(1, ...buckets.map(({ count }) => count))
  const list = buckets
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${format.count(count)}`)
    .join(', ')
  const words = t('putTimesLabel', { list })
  return (
    <span role="img" aria-label={words} data-hint={words} className="inline-flex h-4.5 items-end gap-px align-middle">
      {buckets.map(({ label, count }) => (
        <i
          key={label}
          className={cn('w-1.25', count > 0 ? 'bg-ink-3' : 'bg-line-2')}
          style={{ height: count > 0 ? Math.max(2, Math.sqrt(count / most) * HEIGHT) : 1 }}
        />
      ))}
    </span>
  )
}
