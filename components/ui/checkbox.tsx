'use client'

import { Check, Minus } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { cn } from './cn'

interface CheckboxProps {
  checked: boolean | 'indeterminate'
  onChange: (checked: boolean, event: MouseEvent) => void
  /** Drawn beside it. */
  children?: ReactNode
  /** Where nothing is drawn beside it. */
  label?: string
  disabled?: boolean
  /** -1 where the row it stands in is ticked by Space. */
  tabIndex?: -1
  className?: string
}

/** On, off, or some of what it stands for. */
export function Checkbox({ checked, onChange, children, label, disabled, tabIndex, className }: CheckboxProps) {
  return (
    <label className={cn('inline-flex items-center gap-2', disabled && 'text-ink-3', className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a native one cannot be drawn like this */}
      <button
        type="button"
        role="checkbox"
        aria-checked={checked === 'indeterminate' ? 'mixed' : checked}
        aria-label={label}
        data-state={checked === 'indeterminate' ? checked : checked ? 'checked' : 'unchecked'}
        disabled={disabled}
        tabIndex={tabIndex}
        onClick={(event) => onChange(checked !== true, event)}
        // A box is ticked by Space.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className="group grid size-3.5 flex-none place-items-center rounded-sm border border-line-3 bg-raised text-primary-foreground data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary"
      >
        {checked === 'indeterminate' ? (
          <Minus className="size-3" strokeWidth={2.5} />
        ) : (
          checked && <Check className="size-3" strokeWidth={2.5} />
        )}
      </button>
      {children}
    </label>
  )
}
