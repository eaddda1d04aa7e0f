'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export const DropdownMenu = Radix.Root
export const DropdownMenuTrigger = Radix.Trigger
export const DropdownMenuGroup = Radix.Group
export const DropdownMenuRadioGroup = Radix.RadioGroup

const itemClasses =
  'flex min-h-7.5 cursor-default items-center gap-2.5 px-3 text-ink-2 outline-none data-[highlighted]:bg-brand-soft data-[highlighted]:text-ink data-[disabled]:cursor-not-allowed data-[disabled]:text-ink-3 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]'

/** The panel of a menu. */
export function DropdownMenuContent({
  className,
  align = 'end',
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
        className={cn('z-50 min-w-44 animate-open rounded-lg bg-raised py-1 text-body shadow-pop', className)}
        {...props}
      />
    </Radix.Portal>
  )
}

interface ItemProps extends ComponentProps<typeof Radix.Item> {
  /** `danger` for what deletes. */
  tone?: 'danger' | undefined
  /** A second line; a disabled item says here why. */
  note?: ReactNode
}

/** One action; the first child may be an icon. */
export function DropdownMenuItem({ className, tone, note, asChild, children, ...props }: ItemProps) {
  const classes = cn(itemClasses, tone === 'danger' && 'text-danger data-[highlighted]:text-danger', className)
  if (asChild) {
    return (
      <Radix.Item asChild className={cn(classes, 'hover:no-underline')} {...props}>
        {children}
      </Radix.Item>
    )
  }
  return (
    <Radix.Item className={cn(classes, note && 'py-1 leading-4')} {...props}>
      {note ? (
        <span>
          <span className="flex items-center gap-2.5">{children}</span>
          <span className="block pl-6 text-micro text-ink-3">{note}</span>
        </span>
      ) : (
        children
      )}
    </Radix.Item>
  )
}

/** One of several choices; the chosen one has a check. */
export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClasses, 'data-[state=checked]:text-ink', className)} {...props}>
      <span className="grid w-3.5 place-items-center">
        <Radix.ItemIndicator>
          <Check strokeWidth={2} />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.RadioItem>
  )
}

/** A choice that is on or off; the menu stays open. */
export function DropdownMenuCheckboxItem({
  className,
  children,
  onSelect,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem
      className={cn(itemClasses, 'data-[state=checked]:text-ink', className)}
      onSelect={(event) => {
        event.preventDefault()
        onSelect?.(event)
      }}
      {...props}
    >
      <span className="grid w-3.5 place-items-center">
        <Radix.ItemIndicator>
          <Check strokeWidth={2} />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  )
}

/** Heads a group of items. */
export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn('px-3 py-1 text-micro text-ink-3', className)} {...props} />
}

/** A hairline between groups. */
export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn('my-1 h-px bg-line', className)} {...props} />
}
