'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { cn } from './cn'

interface Option<T extends string> {
  value: T
  label: ReactNode
  /** Grey number after the label. */
  count?: ReactNode
}

interface SegmentedControlProps<T extends string> {
  /** What is chosen here; read out, not drawn. */
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly Option<T>[]
  size?: 'default' | 'sm'
  className?: string
}

/** One of a few, all in sight: a range, a type, a way to show something. One tab stop; left and right choose. */
export function SegmentedControl<T extends string>({
  label,
  value,
  onChange,
  options,
  size = 'default',
  className,
}: SegmentedControlProps<T>) {
  const stop = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-orientation="horizontal"
      onKeyDown={moveByKey}
      className={cn(
        'relative inline-flex max-w-full overflow-x-auto overflow-y-hidden rounded-md border border-line-2 bg-raised [scrollbar-width:none]',
        size === 'sm' ? 'h-6 text-small max-desk:h-7.5' : 'h-[var(--control)] text-body',
        className,
      )}
    >
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold its own label and look
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          data-state={option.value === value ? 'checked' : 'unchecked'}
          tabIndex={at === stop ? 0 : -1}
          onClick={() => option.value !== value && onChange(option.value)}
          className={cn(
            'inline-flex items-center gap-1.25 border-r border-line whitespace-nowrap text-ink-2 last:border-r-0 hover:text-ink focus-visible:-outline-offset-2 data-[state=checked]:bg-hover data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:shadow-[inset_0_-2px_0_var(--accent)] max-desk:flex-1 max-desk:justify-center',
            size === 'sm' ? 'px-1.75' : 'px-2.25',
          )}
        >
          {option.label}
          {option.count !== undefined && option.count !== null && (
            <span className="narrow text-small font-normal tabular-nums text-ink-3">{option.count}</span>
          )}
        </button>
      ))}
    </div>
  )
}

function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')]
  const at = radios.indexOf(event.target as HTMLElement)
  if (at < 0) return
  const places: Record<string, number> = {
    ArrowLeft: (at - 1 + radios.length) % radios.length,
    ArrowRight: (at + 1) % radios.length,
    Home: 0,
    End: radios.length - 1,
    // A radio is chosen by Space.
    Enter: at,
  }
  const radio = radios[places[event.key] ?? -1]
  if (!radio) return
  event.preventDefault()
  radio.focus()
  if (event.key.startsWith('Arrow')) radio.click()
}
