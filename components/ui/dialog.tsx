'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, 'title'> {
  title: ReactNode
  /** Says in a sentence what the dialog is for; read out, and shown under the title. */
  description?: ReactNode
  /** Right of the title. */
  aside?: ReactNode
  /** Buttons: the safe one first. */
  footer?: ReactNode
  /** `plan` is 1080 px wide. */
  width?: 'normal' | 'plan'
}

/** A dialog in the middle of the page. On a phone it fills it. */
export function DialogContent({
  title,
  description,
  aside,
  footer,
  width = 'normal',
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 bg-scrim" />
      <Radix.Content
        data-float
        className={cn(
          'fixed top-[max(24px,10vh)] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-lg bg-raised shadow-dlg outline-none max-desk:inset-0 max-desk:max-h-none max-desk:w-auto max-desk:translate-x-0 max-desk:rounded-none',
          width === 'plan' ? 'max-w-270' : 'max-w-130',
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
          {aside}
          <DialogCloseButton />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer && (
          <footer className="flex items-center gap-2 rounded-b-lg border-t border-line-2 bg-sunken px-5 py-3">
            {footer}
          </footer>
        )}
      </Radix.Content>
    </Radix.Portal>
  )
}

/** The cross at the top right of a dialog or sheet. */
export function DialogCloseButton() {
  const t = useTranslations('common')
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="iconSm" aria-label={t('close')} className="-mt-0.5 -mr-1.5">
        <X />
      </Button>
    </Radix.Close>
  )
}
