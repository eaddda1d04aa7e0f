'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

const fieldLook =
  'flex min-w-0 items-center gap-1.75 rounded-md border border-line-3 bg-raised px-2 text-body text-ink has-[input:disabled]:border-line-2 has-[input:disabled]:bg-sunken has-[input:disabled]:text-ink-3 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-focus has-[[aria-invalid=true]]:border-danger-fill has-[[aria-invalid=true]]:inset-ring has-[[aria-invalid=true]]:inset-ring-danger-fill [&_svg]:size-3.5 [&_svg]:flex-none [&_svg]:stroke-[1.6] [&>svg]:text-ink-3'

interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  /** An icon before the text. */
  icon?: ReactNode
  /** Something after it: a unit, a key. */
  after?: ReactNode
  /** `lg` in forms. */
  size?: 'default' | 'lg'
  /** Draws a cross while there is text. */
  onClear?: () => void
  /** Class of the frame; `className` is the same. */
  className?: string
  mono?: boolean
}

/** A line of text to type. */
export function Input({ icon, after, size = 'default', onClear, className, mono, ...props }: InputProps) {
  const t = useTranslations('common')
  return (
    <span className={cn(fieldLook, size === 'lg' ? 'h-8 max-desk:h-9' : 'h-[var(--control)]', className)}>
      {icon}
      <input
        className={cn(
          'h-full min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden',
          mono && 'mono',
        )}
        autoComplete="off"
        spellCheck={false}
        {...props}
      />
      {onClear && props.value !== '' && props.value !== undefined ? (
        <button
          type="button"
          aria-label={t('clearField')}
          onClick={onClear}
          className="rounded-sm text-ink-3 hover:text-ink"
        >
          <X />
        </button>
      ) : (
        after
      )}
    </span>
  )
}

interface FieldProps {
  label: ReactNode
  /** Id of the control inside. */
  htmlFor: string
  help?: ReactNode
  /** Says what is wrong; replaces the help. */
  error?: ReactNode
  className?: string
  children: ReactNode
}

/** A labelled control of a form. Give the control `aria-invalid` and `aria-describedby={`${htmlFor}-note`}` on error. */
export function Field({ label, htmlFor, help, error, className, children }: FieldProps) {
  return (
    <div className={cn('grid grid-cols-[minmax(0,1fr)] content-start gap-1.25', className)}>
      <label htmlFor={htmlFor} className="text-small font-medium text-ink-2">
        {label}
      </label>
      {children}
      {(error || help) && (
        <p id={`${htmlFor}-note`} className={cn('text-small', error ? 'text-danger' : 'text-ink-3')}>
          {error ?? help}
        </p>
      )}
    </div>
  )
}
