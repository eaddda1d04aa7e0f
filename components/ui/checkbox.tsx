'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface CheckboxProps {
  checked: boolean | 'indeterminate'
  onChange: (checked: boolean) => void
  /** Drawn beside it. */
  children?: ReactNode
  /** Where nothing is drawn beside it. */
  label?: string
  disabled?: boolean
  className?: string
}

/** On, off, or some of what it stands for. */
export function Checkbox({ checked, onChange, children, label, disabled, className }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Radix button inside
    <label className={cn('inline-flex items-center gap-2', disabled && 'text-ink-3', className)}>
      <Radix.Root
        checked={checked}
        aria-label={label}
        onCheckedChange={(next) => onChange(next === true)}
        {...(disabled ? { disabled } : {})}
        className="group grid size-3.5 flex-none place-items-center rounded-sm border border-line-3 bg-raised text-primary-foreground data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary"
      >
        <Radix.Indicator>
          <Check className="hidden size-3 group-data-[state=checked]:block" strokeWidth={2.5} />
          <Minus className="hidden size-3 group-data-[state=indeterminate]:block" strokeWidth={2.5} />
        </Radix.Indicator>
      </Radix.Root>
      {children}
    </label>
  )
}
