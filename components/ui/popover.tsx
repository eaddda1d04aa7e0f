'use client'

import { Popover as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Popover = Radix.Root
export const PopoverTrigger = Radix.Trigger
export const PopoverAnchor = Radix.Anchor
export const PopoverClose = Radix.Close

/** A floating panel beside its trigger. */
export function PopoverContent({
  className,
  align = 'start',
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-float
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn('z-50 animate-open rounded-lg bg-raised text-body text-ink shadow-pop outline-none', className)}
        {...props}
      />
    </Radix.Portal>
  )
}
