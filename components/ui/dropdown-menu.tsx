'use client'

import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { LateRoot, LateTrigger, lateCode, StandIn, useLate } from './late'

const radix = lateCode(() => import('radix-ui/dropdown-menu'))
type Radix = typeof import('radix-ui/dropdown-menu')

/** Inside of a panel, which is drawn when the code is there. */
function loaded(): Radix {
  const code = radix.loaded()
  if (!code) throw new Error('an item stands outside of its menu')
  return code
}

export const DropdownMenu = LateRoot

/** Opens the menu; its code comes when this is first hovered, focused or pressed. */
export function DropdownMenuTrigger(props: Omit<ComponentProps<typeof LateTrigger>, 'opensOn'>) {
  return <LateTrigger opensOn="press" aria-haspopup="menu" {...props} />
}

const itemClasses =
  'flex min-h-7.5 cursor-default items-center gap-2.5 px-3 text-ink-2 outline-none data-[highlighted]:bg-brand-soft data-[highlighted]:text-ink data-[disabled]:cursor-not-allowed data-[disabled]:text-ink-3 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]'

/** The panel of a menu. */
export function DropdownMenuContent({
  className,
  align = 'end',
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
          className={cn('z-50 min-w-44 animate-open rounded-lg bg-raised py-1 text-body shadow-pop', className)}
          {...props}
        />
      </Radix.Portal>
    </Radix.Root>
  )
}

interface ItemProps extends ComponentProps<Radix['Item']> {
  /** `danger` for what deletes. */
  tone?: 'danger' | undefined
  /** A second line; a disabled item says here why. */
  note?: ReactNode
}

/** One action; the first child may be an icon. */
export function DropdownMenuItem({ className, tone, note, asChild, children, ...props }: ItemProps) {
  const Radix = loaded()
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
export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<Radix['RadioItem']>) {
  const Radix = loaded()
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
}: ComponentProps<Radix['CheckboxItem']>) {
  const Radix = loaded()
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
export function DropdownMenuLabel({ className, ...props }: ComponentProps<Radix['Label']>) {
  const Radix = loaded()
  return <Radix.Label className={cn('px-3 py-1 text-micro text-ink-3', className)} {...props} />
}

/** A hairline between groups. */
export function DropdownMenuSeparator({ className, ...props }: ComponentProps<Radix['Separator']>) {
  const Radix = loaded()
  return <Radix.Separator className={cn('my-1 h-px bg-line', className)} {...props} />
}

/** Items that belong together. */
export function DropdownMenuGroup(props: ComponentProps<Radix['Group']>) {
  const Radix = loaded()
  return <Radix.Group {...props} />
}

/** Items of which one is chosen. */
export function DropdownMenuRadioGroup(props: ComponentProps<Radix['RadioGroup']>) {
  const Radix = loaded()
  return <Radix.RadioGroup {...props} />
}
