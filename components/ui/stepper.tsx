'use client'

import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface StepperProps {
  /** Names what is stepped. */
  label: string
  lessLabel: string
  moreLabel: string
  /** Null at the end of the scale. */
  onLess: (() => void) | null
  onMore: (() => void) | null
  disabled?: boolean
  /** The value as it is read; keeps its width. */
  children: ReactNode
  className?: string
}

/** A value between a minus and a plus. */
export function Stepper({ label, lessLabel, moreLabel, onLess, onMore, disabled, children, className }: StepperProps) {
  const step = (name: string, go: (() => void) | null, icon: ReactNode) => (
    <button
      type="button"
      aria-label={name}
      aria-disabled={disabled || go === null}
      onClick={() => {
        if (!disabled) go?.()
      }}
      className="grid w-7 place-items-center text-ink-2 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 aria-disabled:cursor-not-allowed aria-disabled:text-ink-3 aria-disabled:hover:bg-transparent max-desk:w-9 [&_svg]:size-3.5 [&_svg]:stroke-[1.6]"
    >
      {icon}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this
    <div
      role="group"
      aria-label={label}
      className={cn('inline-flex h-[var(--control)] rounded-md border border-line-3 bg-raised', className)}
    >
      {step(lessLabel, onLess, <Minus />)}
      <output className="num grid min-w-15 place-items-center border-x border-line-2 px-1.5 leading-none">
        {children}
      </output>
      {step(moreLabel, onMore, <Plus />)}
    </div>
  )
}
