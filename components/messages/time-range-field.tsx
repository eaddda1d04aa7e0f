'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { useFormat } from '@/components/ui/use-format'
import { useZone } from '@/components/ui/zone'
import { fieldOf, momentOf, rangeNames, type TimeRange } from './time-range'

interface TimeRangeFieldProps {
  label: string
  value: TimeRange
  onChange: (range: TimeRange) => void
  className?: string
}

/** When messages were stored: a range that ends now, or two moments in the reader's zone. */
export function TimeRangeField({ label, value, onChange, className }: TimeRangeFieldProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const choose = (range: TimeRange) => {
    onChange(range)
    setOpen(false)
  }
  return (
    <Field label={label} htmlFor={id} className={className}>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button id={id} className="w-full justify-start font-normal">
            <CalendarClock />
            <span className="truncate">
              <RangeWords range={value} />
            </span>
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-80 max-w-[calc(100vw-24px)] p-3">
          <RangePanel value={value} onChoose={choose} />
        </PopoverContent>
      </Popover>
    </Field>
  )
}

/** `last 1 h`, or from when to when. */
export function RangeWords({ range }: { range: TimeRange }) {
  const t = useTranslations('messages')
  const format = useFormat()
  const { from, to } = range
  if (from === '' && to === '') return t(`last.${range.range}`)
  const moment = (iso: string) => format.dateTime(iso)?.slice(5)
  if (to === '') return t('since', { from: moment(from) ?? '' })
  if (from === '') return t('until', { to: moment(to) ?? '' })
  return `${moment(from)} – ${moment(to)}`
}

function RangePanel({ value, onChoose }: { value: TimeRange; onChoose: (range: TimeRange) => void }) {
  const t = useTranslations('messages')
  const { mode } = useZone()
  const id = useId()
  const [from, setFrom] = useState(fieldOf(value.from, mode))
  const [to, setTo] = useState(fieldOf(value.to, mode))
  const wrong = from !== '' && to !== '' && momentOf(from, mode) >= momentOf(to, mode)
  const own = value.from !== '' || value.to !== ''
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-1">
        {rangeNames.map((range) => (
          <Button
            key={range}
            size="sm"
            variant="ghost"
            aria-pressed={!own && value.range === range}
            className={cn('justify-start', !own && value.range === range && 'bg-brand-soft text-ink')}
            onClick={() => onChoose({ range, from: '', to: '' })}
          >
            {t(`last.${range}`)}
          </Button>
        ))}
      </div>
      <form
        className="grid gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          // A form in a panel of another form: React's events climb the tree of parts, not of elements.
          event.stopPropagation()
          if (!wrong && (from !== '' || to !== ''))
            onChoose({ range: value.range, from: momentOf(from, mode), to: momentOf(to, mode) })
        }}
      >
        {(
          [
            ['from', from, setFrom],
            ['to', to, setTo],
          ] as const
        ).map(([name, text, set]) => (
          <Field
            key={name}
            label={t(`${name}Moment`)}
            htmlFor={`${id}-${name}`}
            error={wrong && name === 'to' && t('rangeWrong')}
          >
            <Input
              id={`${id}-${name}`}
              type="datetime-local"
              step={1}
              value={text}
              onChange={(event) => set(event.target.value)}
              aria-invalid={wrong && name === 'to'}
              aria-describedby={wrong && name === 'to' ? `${id}-to-note` : undefined}
            />
          </Field>
        ))}
        <div className="flex items-center gap-2">
          <span className="flex-1 text-small text-ink-3">{t(`zone.${mode}`)}</span>
          <Button type="submit" size="sm" disabled={wrong || (from === '' && to === '')}>
            {t('applyRange')}
          </Button>
        </div>
      </form>
    </div>
  )
}
