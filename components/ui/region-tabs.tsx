'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Count, type CountProps, listLook, tabLook } from './tabs'

export const Tabs = Radix.Root
export const TabsContent = Radix.Content

/** Tabs inside one page region. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(listLook, className)} {...props} />
}

/** One tab; underlined while its content shows. */
export function TabsTrigger({
  className,
  children,
  count,
  tone,
  ...props
}: ComponentProps<typeof Radix.Trigger> & CountProps) {
  return (
    <Radix.Trigger
      className={cn(
        tabLook,
        'data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:shadow-[inset_0_-2px_0_var(--accent)]',
        className,
      )}
      {...props}
    >
      {children}
      <Count count={count} tone={tone} />
    </Radix.Trigger>
  )
}
