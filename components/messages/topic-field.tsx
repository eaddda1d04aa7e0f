'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/input'
import { listTopics } from '@/lib/contract/topics'

const SUGGESTIONS = 10
const TYPING_PAUSE_MS = 150

interface TopicFieldProps {
  cluster: string
  /** Default: topic. */
  label?: string
  value: string
  onChange: (topic: string) => void
  /** A suggestion was taken, or Enter pressed on the text. */
  onChoose?: (topic: string) => void
  help?: ReactNode
  error?: ReactNode
  className?: string
}

/** A topic by name, with suggestions from the cluster: every kind of topic, retry and system ones as well. */
export function TopicField({ cluster, label, value, onChange, onChoose, help, error, className }: TopicFieldProps) {
  const t = useTranslations('messages')
  const id = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const search = usePaused(value)
  const input = { cluster, type: 'all', sort: 'name', pageSize: SUGGESTIONS, ...(search === '' ? {} : { search }) }
  const found = useEndpoint(listTopics, input, { once: true, enabled: open }).data
  const names = found?.items.map((topic) => topic.name) ?? []
  const shown = open && names.length > 0 && !(names.length === 1 && names[0] === value)

  const choose = (name: string) => {
    setOpen(false)
    setActive(-1)
    onChange(name)
    onChoose?.(name)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && shown) setOpen(false)
    else if (event.key === 'ArrowDown' && shown) setActive((at) => Math.min(at + 1, names.length - 1))
    else if (event.key === 'ArrowDown') setOpen(true)
    else if (event.key === 'ArrowUp' && shown) setActive((at) => Math.max(at - 1, -1))
    else if (event.key === 'Enter' && (onChoose || (shown && active >= 0))) choose(names[shown ? active : -1] ?? value)
    else return
    event.preventDefault()
  }
  return (
    <Field
      label={label ?? t('topic')}
      htmlFor={`${id}-topic`}
      help={help}
      error={error}
      className={cn('relative', className)}
    >
      <Input
        id={`${id}-topic`}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={help || error ? `${id}-topic-note` : undefined}
        value={value}
        placeholder={t('topicPlaceholder')}
        maxLength={255}
        onChange={(event) => {
          onChange(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onClear={() => onChange('')}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('topics')}
        data-float
        hidden={!shown}
        className="absolute top-13.5 right-0 left-0 z-50 max-h-90 overflow-y-auto rounded-lg bg-raised py-1 shadow-pop"
      >
        {names.map((name, index) => (
          <div
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            // The field keeps the focus: a blur would close the list before the click.
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(name)}
            onKeyDown={onKeyDown}
            className={cn(
              'flex min-h-7.5 cursor-default items-center px-3 text-ink-2 wrap-anywhere',
              index === active && 'bg-brand-soft text-ink',
            )}
          >
            {name}
          </div>
        ))}
        {found !== undefined && found.total > names.length && (
          <div role="presentation" className="px-3 py-1 text-micro text-ink-3">
            {t('moreTopics', { shown: names.length, total: found.total })}
          </div>
        )}
      </div>
    </Field>
  )
}

/** The value once typing has paused. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
