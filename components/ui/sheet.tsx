'use client'

import { cn } from './cn'
import { LateRoot } from './late'
import { ModalPanel, type ModalPanelProps } from './modal'

export { ModalClose as SheetClose, ModalTrigger as SheetTrigger } from './modal'
export const Sheet = LateRoot

interface SheetContentProps extends ModalPanelProps {
  /** From the right for forms (560 px), from the bottom for the phone's "more". */
  side?: 'right' | 'bottom'
}

/** A panel at the edge of the page, over it. */
export function SheetContent({ side = 'right', className, ...props }: SheetContentProps) {
  return (
    <ModalPanel
      className={cn(
        side === 'right'
          ? 'inset-y-0 right-0 w-full max-w-140 animate-slide'
          : 'inset-x-0 bottom-0 max-h-[85vh] animate-open',
        className,
      )}
      {...props}
    />
  )
}
