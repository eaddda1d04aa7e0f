'use client'

import { RadioGroup } from 'radix-ui'
import type { ReactNode } from 'react'
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

/** One of a few, all in sight: a range, a type, a way to show something. */
export function SegmentedControl<T extends string>({
  label,
  value,
  onChange,
  options,
  size = 'default',
  className,
}: SegmentedControlProps<T>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
      className={cn(
        'inline-flex max-w-full overflow-x-auto overflow-y-hidden rounded-md border border-line-2 bg-raised [scrollbar-width:none]',
        size === 'sm' ? 'h-6 text-small max-desk:h-7.5' : 'h-[var(--control)] text-body',
        className,
      )}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className={cn(
            'inline-flex items-center gap-1.25 border-r border-line whitespace-nowrap text-ink-2 last:border-r-0 hover:text-ink focus-visible:-outline-offset-2 data-[state=checked]:bg-hover data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:shadow-[inset_0_-2px_0_var(--accent)] max-desk:flex-1 max-desk:justify-center',
            size === 'sm' ? 'px-1.75' : 'px-2.25',
          )}
        >
          {option.label}
          {option.count !== undefined && option.count !== null && (
            <span className="narrow text-small font-normal tabular-nums text-ink-3">{option.count}</span>
          )}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
