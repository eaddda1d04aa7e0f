'use client'

import { Columns3, Download, ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { toast } from '@/components/ui/toast'
import type { TableColumn } from './columns'
import { toCsv } from './csv'
import type { ColumnChoice, Density } from './layout-choice'
import type { TableState } from './use-table-state'

interface TableToolbarProps<Row> {
  id: string
  columns: readonly TableColumn<Row>[]
  choice: ColumnChoice<Row>
  density: Density
  onDensity: (density: Density) => void
  state: TableState
  searchPlaceholder: string
  filters: ReactNode
  actions: ReactNode
  rows: readonly Row[]
  total: number | undefined
  fetchAll: (() => Promise<readonly Row[]>) | undefined
}

/** Search, filters, columns, CSV: one row over the table's ink rule. */
export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { state, columns, choice } = props
  const t = useTranslations('table')
  return (
    <div className="flex flex-wrap items-center gap-2 pb-2.5">
      <SearchField value={state.params.search} placeholder={props.searchPlaceholder} onSearch={state.setSearch} />
      {props.filters}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {props.actions}
        <CsvButton {...props} />
        <Popover>
          <PopoverTrigger asChild>
            <Button className="max-desk:hidden">
              <Columns3 />
              {t('columns')}
              <span className="num font-normal text-ink-3">
                {t('columnsShown', { shown: choice.shown.length, all: columns.length })}
              </span>
            </Button>
          </PopoverTrigger>
          <PopoverContent align="end" className="w-60 py-2">
            <ul className="max-h-90 overflow-y-auto">
              {columns.map((column, index) => (
                <li key={column.id}>
                  <Checkbox
                    checked={choice.isShown(column.id)}
                    disabled={index === 0}
                    onChange={(show) => choice.toggle(column.id, show)}
                    className="flex h-7 px-3 hover:bg-hover"
                  >
                    {column.header}
                  </Checkbox>
                </li>
              ))}
            </ul>
            <div className="mt-1.5 grid gap-2 border-t border-line px-3 pt-2.5">
              <SegmentedControl
                label={t('density')}
                size="sm"
                className="justify-self-start"
                value={props.density}
                onChange={props.onDensity}
                options={[
                  { value: 'normal', label: t('densityNormal') },
                  { value: 'compact', label: t('densityCompact') },
                ]}
              />
              {choice.reset && (
                <Button size="sm" variant="ghost" className="justify-self-start" onClick={choice.reset}>
                  {t('resetColumns')}
                </Button>
              )}
            </div>
          </PopoverContent>
        </Popover>
      </div>
    </div>
  )
}

const TYPING_PAUSE_MS = 250

function SearchField({
  value,
  placeholder,
  onSearch,
}: {
  value: string
  placeholder: string
  onSearch: (search: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [applied, setApplied] = useState(value)
  // The URL changed by other means than typing here (back, "clear filter").
  if (value !== applied) {
    setApplied(value)
    setText(value)
  }

  useEffect(() => {
    if (text === applied) return
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, applied, onSearch])

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key !== '/' || event.metaKey || event.ctrlKey || event.altKey) return
      if (target.closest('input,textarea,select,[contenteditable],[role=dialog]')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  return (
    <Input
      ref={input}
      type="search"
      icon={<ListFilter />}
      after={<Kbd className="max-desk:hidden">/</Kbd>}
      aria-label={placeholder}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onClear={() => onSearch('')}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(text.trim())
        if (event.key === 'Escape') input.current?.blur()
      }}
      className="w-55 max-desk:w-full"
    />
  )
}

function CsvButton<Row>({ id, columns, rows, total, fetchAll }: TableToolbarProps<Row>) {
  const t = useTranslations('table')
  const error = useTranslations('error')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const all = fetchAll ? await fetchAll() : rows
      download(`${id}.csv`, toCsv(columns, all))
      toast.success(
        total !== undefined && all.length < total
          ? t('csvPart', { count: all.length, total })
          : t('csvRows', { count: all.length }),
      )
    } catch (cause) {
      toast.error(error('csvFailed'), { description: cause instanceof Error ? cause.message : undefined })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button variant="ghost" disabled={busy || rows.length === 0} onClick={() => void save()}>
      <Download />
      {t('csv')}
    </Button>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
