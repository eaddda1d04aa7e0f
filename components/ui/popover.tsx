'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn'
import { LateRoot, LateTrigger, lateCode, StandIn, useLate } from './late'

const radix = lateCode(() => import('radix-ui/popover'))
type Radix = typeof import('radix-ui/popover')

export const Popover = LateRoot

/** Opens the panel; its code comes when this is first hovered, focused or pressed. */
export function PopoverTrigger(props: Omit<ComponentProps<typeof LateTrigger>, 'opensOn'>) {
  return <LateTrigger opensOn="click" aria-haspopup="dialog" {...props} />
}

/** A floating panel beside its trigger. */
export function PopoverContent({
  className,
  align = 'start',
  sideOffset = 4,
  ...props
}: ComponentProps<Radix['Content']>) {
  const { code: Radix, root } = useLate(radix)
  if (!Radix) return null
  return (
    <Radix.Root {...root}>
      <Radix.Trigger asChild>
        <StandIn />
      </Radix.Trigger>
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
    </Radix.Root>
  )
}
