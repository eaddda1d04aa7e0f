import { type ReactNode, useId } from 'react'
import { cn } from './cn'

interface SectionProps {
  title: ReactNode
  /** Grey, beside the title: what is counted, in which unit. */
  note?: ReactNode
  /** One link or range control at the right. */
  aside?: ReactNode
  id?: string
  className?: string
  children?: ReactNode
}

/** A region of the page: it hangs from an ink rule and has no box. */
export function Section({ title, note, aside, id, className, children }: SectionProps) {
  const headingId = useId()
  return (
    <section id={id} aria-labelledby={headingId} className={cn('min-w-0 border-t border-rule', className)}>
      <header className="flex min-h-8.5 flex-wrap items-center gap-x-3 pt-1.75">
        <h2 id={headingId} className="font-semibold whitespace-nowrap">
          {title}
        </h2>
        {note && <span className="min-w-0 flex-1 truncate text-small text-ink-3">{note}</span>}
        {aside && <span className="ml-auto text-small whitespace-nowrap">{aside}</span>}
      </header>
      {children}
    </section>
  )
}

/** Keys and values, for what is read and not compared. */
export function KeyValues({
  items,
  className,
}: {
  items: readonly { key: ReactNode; value: ReactNode; id?: string }[]
  className?: string
}) {
  return (
    <dl className={cn('grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.75', className)}>
      {items.map((item, index) => (
        <div key={item.id ?? index} className="contents">
          <dt className="text-small leading-5 text-ink-3">{item.key}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
