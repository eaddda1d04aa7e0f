'use client'

import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { FoundMessage, type MessagePlace } from './found-message'

/** A list, and beside it the message that was chosen; where there is no room for both, the message alone. */
export function ListAndMessage({
  place,
  onClose,
  children,
}: {
  place: MessagePlace | null
  onClose: () => void
  children: ReactNode
}) {
  return (
    <div
      className={cn(
        'mt-4 grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5',
        place && 'wide:grid-cols-[minmax(0,1fr)_minmax(0,540px)]',
      )}
    >
      <div className={cn('min-w-0', place && 'max-wide:hidden')}>{children}</div>
      {place && (
        <div className="min-w-0 wide:-mt-4 wide:border-l wide:border-line-2 wide:pt-3.5 wide:pl-6">
          <FoundMessage key={`${place.topic}\n${place.broker}`} place={place} onClose={onClose} />
        </div>
      )}
    </div>
  )
}
