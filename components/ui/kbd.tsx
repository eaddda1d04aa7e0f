import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A key to press. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'rounded-sm border border-line-2 bg-background px-1 font-mono text-micro font-medium text-ink-3',
        className,
      )}
      {...props}
    />
  )
}
