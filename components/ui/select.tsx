'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { LateRoot, LateTrigger, lateCode, StandIn, useLate } from './late'

const radix = lateCode(() => import('radix-ui/select'))

interface Option<T extends string> {
  value: T
  label: ReactNode
}

interface SelectProps<T extends string> {
  /** Read out; give `id` instead where a label element names it. */
  label?: string
  id?: string
  value: T
  onChange: (value: T) => void
  options: readonly Option<T>[]
  placeholder?: string
  size?: 'default' | 'lg'
  disabled?: boolean
  className?: string
}

/** One of many. Empty texts are no values. The list's code comes when the field is first hovered, focused or pressed. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, id, value, options, placeholder, size = 'default', disabled, className } = props
  const chosen = options.find((option) => option.value === value)
  return (
    <LateRoot>
      <LateTrigger
        opensOn="press"
        role="combobox"
        aria-autocomplete="none"
        id={id}
        aria-label={label}
        disabled={disabled}
        {...(value === '' ? { 'data-placeholder': '' } : {})}
        className={cn(
          'inline-flex min-w-0 items-center justify-between gap-1.75 rounded-md border border-line-3 bg-raised px-2 text-left text-body text-ink disabled:border-line-2 disabled:bg-sunken disabled:text-ink-3 data-[placeholder]:text-ink-3',
          size === 'lg' ? 'h-8 max-desk:h-9' : 'h-[var(--control)]',
          className,
        )}
      >
        <span className="pointer-events-none truncate">{value === '' ? placeholder : chosen?.label}</span>
        <ChevronsUpDown className="size-3.5 flex-none stroke-[1.6] text-ink-3" />
      </LateTrigger>
      <SelectList {...props} />
    </LateRoot>
  )
}

function SelectList<T extends string>({ value, onChange, options, disabled }: SelectProps<T>) {
  const { code: Radix, root } = useLate(radix)
  if (!Radix) return null
  return (
    <Radix.Root
      {...root}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      {...(disabled ? { disabled } : {})}
    >
      <Radix.Trigger asChild>
        <StandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          data-float
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-[min(360px,var(--radix-select-content-available-height))] min-w-[var(--radix-select-trigger-width)] animate-open overflow-hidden rounded-lg bg-raised py-1 text-body shadow-pop"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-7.5 cursor-default items-center gap-2 px-2 pr-3 text-ink-2 outline-none data-[highlighted]:bg-brand-soft data-[highlighted]:text-ink data-[state=checked]:text-ink"
              >
                <span className="grid w-3.5 flex-none place-items-center">
                  <Radix.ItemIndicator>
                    <Check className="size-3.5" strokeWidth={2} />
                  </Radix.ItemIndicator>
                </span>
                <Radix.ItemText>{option.label}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
