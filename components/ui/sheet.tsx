'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { DialogCloseButton } from './dialog'

export const Sheet = Radix.Root
export const SheetTrigger = Radix.Trigger
export const SheetClose = Radix.Close

interface SheetContentProps extends Omit<ComponentProps<typeof Radix.Content>, 'title'> {
  title: ReactNode
  description?: ReactNode
  footer?: ReactNode
  /** From the right for forms (560 px), from the bottom for the phone's "more". */
  side?: 'right' | 'bottom'
}

/** A panel at the edge of the page, over it. */
export function SheetContent({
  title,
  description,
  footer,
  side = 'right',
  className,
  children,
  ...props
}: SheetContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 bg-scrim" />
      <Radix.Content
        data-float
        className={cn(
          'fixed z-50 flex flex-col bg-raised shadow-dlg outline-none',
          side === 'right'
            ? 'inset-y-0 right-0 w-full max-w-140 animate-slide'
            : 'inset-x-0 bottom-0 max-h-[85vh] animate-open',
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <header className="flex items-start gap-3 border-b border-line-2 px-5 pt-3.5 pb-3">
          <div className="min-w-0 flex-1">
            <Radix.Title className="text-lead font-semibold">{title}</Radix.Title>
            {description && (
              <Radix.Description className="pt-0.5 text-small text-ink-2">{description}</Radix.Description>
            )}
          </div>
          <DialogCloseButton />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer && (
          <footer className="flex items-center gap-2 border-t border-line-2 bg-sunken px-5 py-3">{footer}</footer>
        )}
      </Radix.Content>
    </Radix.Portal>
  )
}
