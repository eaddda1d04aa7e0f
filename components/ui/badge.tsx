import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneIcons } from './tone'

const look = {
  plain: 'bg-hover text-ink-2',
  ok: 'bg-ok-soft text-ok',
  warning: 'bg-warn-soft text-warn',
  offline: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  unknown: 'hatch bg-unknown-soft text-unknown',
}

/** A word on a soft ground. Without a tone it is a type or a kind (`FIFO`), with one it is a state and has its icon. */
export function Badge({ tone, children, className }: { tone?: Tone; children: ReactNode; className?: string }) {
  const Icon = tone && toneIcons[tone]
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm px-1.5 align-middle font-sans text-small font-medium tracking-normal whitespace-nowrap',
        look[tone ?? 'plain'],
        className,
      )}
    >
      {Icon && <Icon className="size-3 flex-none" strokeWidth={2} aria-hidden="true" />}
      {children}
    </span>
  )
}
