import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export const headLook =
  'h-7 border-b border-line-2 px-2 text-left text-micro font-normal whitespace-nowrap text-ink-3 first:pl-0 last:pr-0'
export const cellLook =
  'h-7.25 border-b border-line px-2 py-0.5 text-left align-middle font-normal first:pl-0 last:pr-0'

/** Keys down, replicas across: a table that scrolls inside itself where it does not fit. */
export function PlainTable({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields, and the section around it is the landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div role="group" aria-label={label} className="relative overflow-x-auto" tabIndex={0}>
      <table aria-label={label} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>{head}</tr>
        </thead>
        {children}
      </table>
    </div>
  )
}

export function Head({ children, right }: { children: ReactNode; right?: boolean }) {
  return (
    <th scope="col" className={cn(headLook, right && 'text-right')}>
      {children}
    </th>
  )
}
