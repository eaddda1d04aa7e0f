'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { LateTrigger, lateCode, StandIn, useLate } from './late'

const radix = lateCode(() => import('radix-ui/dialog'))
type Radix = typeof import('radix-ui/dialog')

/** Opens a dialog or sheet; the code of it comes when this is first hovered, focused or pressed. */
export function ModalTrigger(props: Omit<ComponentProps<typeof LateTrigger>, 'opensOn'>) {
  return <LateTrigger opensOn="click" aria-haspopup="dialog" {...props} />
}

/** The scrim and an empty panel over it. */
export function ModalFrame({ children, ...props }: ComponentProps<Radix['Content']>) {
  const { code: Radix, root } = useLate(radix)
  if (!Radix) return null
  return (
    <Radix.Root {...root}>
      <Radix.Trigger asChild>
        <StandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-scrim" />
        <Radix.Content data-float {...props}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Names the panel it stands in. */
export function ModalTitle(props: ComponentProps<Radix['Title']>) {
  const Radix = radix.loaded()
  return Radix && <Radix.Title {...props} />
}

/** A button (its child) that closes the panel it stands in. */
export function ModalClose({ children }: { children: ReactNode }) {
  const Radix = radix.loaded()
  return Radix && <Radix.Close asChild>{children}</Radix.Close>
}

export interface ModalPanelProps extends Omit<ComponentProps<Radix['Content']>, 'title'> {
  title: ReactNode
  /** Says in a sentence what the panel is for; read out, and shown under the title. */
  description?: ReactNode
  /** Right of the title. */
  aside?: ReactNode
  /** Buttons: the safe one first. */
  footer?: ReactNode
}

/** Head with title and cross, scrolling body, foot. Where it stands is `className`. */
export function ModalPanel({ title, description, aside, footer, className, children, ...props }: ModalPanelProps) {
  const t = useTranslations('common')
  return (
    <ModalFrame
      className={cn('fixed z-50 flex flex-col bg-raised shadow-dlg outline-none', className)}
      {...(description ? {} : { 'aria-describedby': undefined })}
      {...props}
    >
      <header className="flex items-start gap-3 border-b border-line-2 px-5 pt-3.5 pb-3">
        <div className="min-w-0 flex-1">
          <ModalTitle className="text-lead font-semibold">{title}</ModalTitle>
          {description && <ModalDescription>{description}</ModalDescription>}
        </div>
        {aside}
        <ModalClose>
          <Button variant="ghost" size="iconSm" aria-label={t('close')} className="-mt-0.5 -mr-1.5">
            <X />
          </Button>
        </ModalClose>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      {footer && (
        <footer className="flex items-center gap-2 rounded-b-[inherit] border-t border-line-2 bg-sunken px-5 py-3">
          {footer}
        </footer>
      )}
    </ModalFrame>
  )
}

function ModalDescription({ children }: { children: ReactNode }) {
  const Radix = radix.loaded()
  return Radix && <Radix.Description className="pt-0.5 text-small text-ink-2">{children}</Radix.Description>
}
