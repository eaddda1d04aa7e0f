'use client'

import { Columns3, GripVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { SegmentedControl } from '@/components/ui/segmented-control'
import type { ColumnChoice, Density } from './layout-choice'
import type { TableState } from './use-table-state'

interface ColumnsMenuProps<Row> {
  choice: ColumnChoice<Row>
  density: Density
  onDensity: (density: Density) => void
  scrolling: TableState['scrolling']
}

/** Which columns, in which order, how high the rows, pages or scrolling: what the browser remembers of a table. */
export function ColumnsMenu<Row>({ choice, density, onDensity, scrolling }: ColumnsMenuProps<Row>) {
  const t = useTranslations('table')
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className="max-desk:hidden">
          <Columns3 />
          {t('columns')}
          <span className="num font-normal text-ink-3">
            {t('columnsShown', { shown: choice.shown.length, all: choice.all.length })}
          </span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-60" aria-label={t('columnsTitle')}>
        <header className="flex h-9.5 items-center justify-between border-b border-line px-3">
          <h2 className="font-semibold">{t('columnsTitle')}</h2>
          {choice.reset && (
            <button type="button" className="text-small text-link hover:underline" onClick={choice.reset}>
              {t('reset')}
            </button>
          )}
        </header>
        <ColumnList choice={choice} />
        <div className="grid gap-2 border-t border-line px-3 py-2">
          <div className="flex items-center justify-between">
            <span className="text-small text-ink-2">{t('rowsTitle')}</span>
            <SegmentedControl
              label={t('density')}
              size="sm"
              value={density}
              onChange={onDensity}
              options={[
                { value: 'normal', label: t('densityNormal') },
                { value: 'compact', label: t('densityCompact') },
              ]}
            />
          </div>
          {scrolling && (
            <div className="flex items-center justify-between">
              <span className="text-small text-ink-2">{t('paging')}</span>
              <SegmentedControl
                label={t('paging')}
                size="sm"
                value={scrolling.paging}
                onChange={scrolling.setPaging}
                options={[
                  { value: 'pages', label: t('pagingPages') },
                  { value: 'scroll', label: t('pagingScroll') },
                ]}
              />
            </div>
          )}
        </div>
      </PopoverContent>
    </Popover>
  )
}

function ColumnList<Row>({ choice }: { choice: ColumnChoice<Row> }) {
  const t = useTranslations('table')
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [said, setSaid] = useState('')

  const move = (id: string, place: number) => {
    const column = choice.all.find((c) => c.id === id)
    const to = Math.min(Math.max(1, place), choice.all.length - 1)
    choice.move(id, to)
    setSaid(t('movedTo', { column: column?.header ?? '', place: to + 1, all: choice.all.length }))
  }
  const onKeyDown = (event: KeyboardEvent, id: string, place: number) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    move(id, place + (event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <>
      <ul className="max-h-90 overflow-y-auto py-1.5">
        {choice.all.map((column, place) => (
          <li
            key={column.id}
            className={cn(
              'flex h-7 items-center pr-3 pl-1.5 hover:bg-hover',
              over === column.id && dragged !== column.id && 'shadow-[inset_0_2px_0_var(--accent)]',
            )}
            onDragOver={(event) => {
              if (dragged === null || place === 0) return
              event.preventDefault()
              setOver(column.id)
            }}
            onDrop={() => {
              if (dragged !== null) move(dragged, place)
            }}
          >
            <button
              type="button"
              draggable={place > 0}
              disabled={place === 0}
              aria-label={t('moveColumn', { column: column.header })}
              data-hint={place === 0 ? undefined : t('moveHint')}
              className="grid size-5 cursor-grab place-items-center text-ink-3 disabled:invisible"
              onKeyDown={(event) => onKeyDown(event, column.id, place)}
              onDragStart={() => setDragged(column.id)}
              onDragEnd={() => {
                setDragged(null)
                setOver(null)
              }}
            >
              <GripVertical className="size-3.5 stroke-[1.6]" />
            </button>
            <Checkbox
              checked={choice.isShown(column.id)}
              disabled={place === 0}
              onChange={(show) => choice.toggle(column.id, show)}
              className="flex h-7 min-w-0 flex-1 pl-1"
            >
              <span className="truncate">{column.header}</span>
            </Checkbox>
            {place === 0 && <span className="text-small text-ink-3">{t('pinned')}</span>}
          </li>
        ))}
      </ul>
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </>
  )
}
