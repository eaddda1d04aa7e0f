import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Several lines to type. */
export function Textarea({ mono, className, ...props }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      className={cn(
        'min-w-0 resize-y rounded-md border border-line-3 bg-raised px-2 py-1.5 text-body text-ink focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-focus aria-[invalid=true]:border-danger-fill aria-[invalid=true]:inset-ring aria-[invalid=true]:inset-ring-danger-fill',
        mono && 'mono',
        className,
      )}
      autoComplete="off"
      spellCheck={false}
      {...props}
    />
  )
}
