import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Slot } from './slot'

export const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap no-underline transition-colors duration-[var(--t-fast)] hover:no-underline disabled:border-line disabled:bg-sunken disabled:text-ink-3 aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]',
  {
    variants: {
      variant: {
        outline: 'border-line-2 bg-raised text-ink hover:bg-hover',
        default: 'border-primary bg-primary text-primary-foreground hover:border-primary-hover hover:bg-primary-hover',
        ghost:
          'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink disabled:border-transparent disabled:bg-transparent',
        destructive: 'border-danger-fill bg-danger-fill text-on-danger',
        dangerQuiet: 'border-line-2 bg-raised text-danger hover:bg-hover',
      },
      size: {
        default: 'h-[var(--control)] px-2.5 text-body leading-none',
        sm: 'h-6 px-2 text-small leading-none max-desk:h-7.5',
        lg: 'h-8 px-3.5 text-body leading-none max-desk:h-9',
        icon: 'size-[var(--control)] p-0 max-desk:w-10',
        iconSm: 'size-6 p-0 max-desk:size-7.5',
      },
    },
    defaultVariants: { variant: 'outline', size: 'default' },
  },
)

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** Give the look to the one child instead (a link). */
  asChild?: boolean
}

/** A control that acts. `outline` is the usual one, `default` the page's main action, `destructive` only in confirm dialogs. */
export function Button({ variant, size, asChild = false, className, type, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className)
  if (asChild) return <Slot className={classes} {...props} />
  return <button type={type ?? 'button'} className={classes} {...props} />
}
