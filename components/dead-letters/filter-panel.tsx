'use client'

import { ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FilterFields } from '@/components/messages/filter-fields'
import type { MessageFilters } from '@/components/messages/filters'
import type { TimeRange } from '@/components/messages/time-range'
import { TimeRangeField } from '@/components/messages/time-range-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'

export type LetterFilter = TimeRange & MessageFilters

export const NO_FILTER: LetterFilter = { range: 'all', from: '', to: '', tag: '', where: 'text', is: '' }

/** How many conditions hold: the range, the tag, the text. */
export const filterCount = ({ range, from, to, tag, is }: LetterFilter) =>
  Number(range !== 'all' || from !== '' || to !== '') + Number(tag !== '') + Number(is !== '')

/** Which letters: when they died, and what is in them. */
export function FilterPanel({ value, onChange }: { value: LetterFilter; onChange: (filter: LetterFilter) => void }) {
  const t = useTranslations('deadLetters')
  const [open, setOpen] = useState(false)
  const count = filterCount(value)
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <ListFilter />
          {t('filter')}
          {count > 0 && <Badge>{count}</Badge>}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-100 max-w-[calc(100vw-24px)] p-3" aria-label={t('filter')}>
        <FilterForm
          key={JSON.stringify(value)}
          value={value}
          onApply={(filter) => {
            onChange(filter)
            setOpen(false)
          }}
        />
      </PopoverContent>
    </Popover>
  )
}

function FilterForm({ value, onApply }: { value: LetterFilter; onApply: (filter: LetterFilter) => void }) {
  const t = useTranslations('deadLetters')
  const [draft, setDraft] = useState(value)
  const change = (part: Partial<LetterFilter>) => setDraft({ ...draft, ...part })
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(draft)
      }}
    >
      <TimeRangeField label={t('diedWhen')} value={draft} onChange={(range) => change(range)} />
      <FilterFields value={draft} onChange={change} />
      <div className="flex items-center gap-2">
        <Button disabled={filterCount(draft) === 0} onClick={() => onApply(NO_FILTER)}>
          {t('clearFilter')}
        </Button>
        <Button type="submit" variant="default" className="ml-auto">
          {t('applyFilter')}
        </Button>
      </div>
    </form>
  )
}
