'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { TableState } from './use-table-state'

interface TableFooterProps {
  /** Rows that match; undefined while nobody knows. */
  count: number | undefined
  totalUnfiltered: number | undefined
  sortedBy: string | undefined
  /** The order on the page is not the newest one. */
  held: boolean
  note: ReactNode
  state: TableState
  paged: boolean
}

const pageSizes = ['25', '50', '100', '200', '1000'] as const

/** How many of how many, sorted by what, and the pages. */
export function TableFooter({ count, totalUnfiltered, sortedBy, held, note, state, paged }: TableFooterProps) {
  const t = useTranslations('table')
  const { page, pageSize } = state.params
  const pages = count === undefined ? 1 : Math.max(1, Math.ceil(count / pageSize))
  const facts = [
    count === undefined
      ? null
      : totalUnfiltered !== undefined && totalUnfiltered !== count
        ? t('ofTotal', { count, total: totalUnfiltered })
        : t('total', { total: count }),
    sortedBy === undefined ? null : t('sortedBy', { column: inSentence(sortedBy) }),
    held ? t('heldOrder') : null,
  ].filter((fact) => fact !== null)
  return (
    <div className="flex min-h-8.5 flex-wrap items-center gap-3 text-small text-ink-3 max-desk:py-2">
      <span className="num" aria-live="polite">
        {facts.join(' · ')}
      </span>
      {note}
      {paged && count !== undefined && (
        <div className="ml-auto flex items-center gap-3">
          {count > 25 && (
            <Select
              label={t('pageSize')}
              value={String(pageSize)}
              onChange={(size) => state.setPageSize(Number(size))}
              options={[...new Set([...pageSizes, String(pageSize)])]
                .sort((a, b) => Number(a) - Number(b))
                .map((size) => ({ value: size, label: size }))}
              className="h-6 border-line-2 text-small max-desk:h-7.5"
            />
          )}
          {count > 0 && (
            <span className="num">
              {t('rows', { from: Math.min((page - 1) * pageSize + 1, count), to: Math.min(page * pageSize, count) })}
            </span>
          )}
          {pages > 1 && (
            <span className="flex">
              <Button
                size="iconSm"
                className="w-8 rounded-r-none"
                aria-label={t('previous')}
                disabled={page <= 1}
                onClick={() => state.setPage(page - 1)}
              >
                <ChevronLeft />
              </Button>
              <Button
                size="iconSm"
                className="-ml-px w-8 rounded-l-none"
                aria-label={t('next')}
                disabled={page >= pages}
                onClick={() => state.setPage(page + 1)}
              >
                <ChevronRight />
              </Button>
            </span>
          )}
        </div>
      )}
    </div>
  )
}

/** A column's head inside a sentence: `Lag time` → `lag time`; abbreviations and names in Chinese heads stay. */
function inSentence(header: string): string {
  return /^[A-Z][a-z ][ -~]*$/.test(header) ? header.charAt(0).toLowerCase() + header.slice(1) : header
}
