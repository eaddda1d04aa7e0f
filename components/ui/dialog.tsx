'use client'

import { cn } from './cn'
import { LateRoot } from './late'
import { ModalPanel, type ModalPanelProps } from './modal'

export { ModalClose as DialogClose, ModalTrigger as DialogTrigger } from './modal'
export const Dialog = LateRoot

interface DialogContentProps extends ModalPanelProps {
  /** `plan` is 1080 px wide. */
  width?: 'normal' | 'plan'
}

/** A dialog in the middle of the page. On a phone it fills it. */
export function DialogContent({ width = 'normal', className, ...props }: DialogContentProps) {
  return (
    <ModalPanel
      className={cn(
        'top-[max(24px,10vh)] left-1/2 max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 rounded-lg max-desk:inset-0 max-desk:max-h-none max-desk:w-auto max-desk:translate-x-0 max-desk:rounded-none',
        width === 'plan' ? 'max-w-270' : 'max-w-130',
        className,
      )}
      {...props}
    />
  )
}
