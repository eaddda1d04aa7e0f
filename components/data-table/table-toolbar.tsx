'use client'

import { Download, ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { saveFile } from '@/components/ui/save-file'
import { toast } from '@/components/ui/toast'
import type { Progress } from '@/lib/api/all-pages'
import { ColumnsMenu } from './columns-menu'
import { toCsv } from './csv'
import type { ColumnChoice, Density } from './layout-choice'
import type { TableState } from './use-table-state'

interface TableToolbarProps<Row> {
  id: string
  choice: ColumnChoice<Row>
  density: Density
  onDensity: (density: Density) => void
  state: TableState
  searchPlaceholder: string
  filters: ReactNode
  actions: ReactNode
  rows: readonly Row[]
  total: number | undefined
  fetchAll: ((progress: Progress) => Promise<readonly Row[]>) | undefined
}

/** Search, filters, columns, CSV: one row over the table's ink rule. */
export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { state, choice } = props
  return (
    <div className="flex flex-wrap items-center gap-2 pb-2.5">
      <SearchField value={state.params.search} placeholder={props.searchPlaceholder} onSearch={state.setSearch} />
      {props.filters}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {props.actions}
        <CsvButton {...props} />
        <ColumnsMenu choice={choice} density={props.density} onDensity={props.onDensity} scrolling={state.scrolling} />
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
        // First it clears what was typed, then it leaves the field.
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault()
          setText('')
          onSearch('')
        } else if (event.key === 'Escape') input.current?.blur()
      }}
      className="w-55 max-desk:w-full"
    />
  )
}

/** Writes every row that matches. Reading them takes a while in a large cluster: it counts, and may be stopped. */
function CsvButton<Row>({ id, choice, rows, total, fetchAll }: TableToolbarProps<Row>) {
  const t = useTranslations('table')
  const error = useTranslations('error')
  const [work, setWork] = useState<{ stop: AbortController; done: number; total: number } | null>(null)
  useEffect(() => () => work?.stop.abort(), [work?.stop])

  const save = async () => {
    const stop = new AbortController()
    setWork({ stop, done: 0, total: total ?? rows.length })
    try {
      const onProgress = (done: number, of: number) => setWork({ stop, done, total: of })
      const all = fetchAll ? await fetchAll({ onProgress, signal: stop.signal }) : rows
      const isPart = total !== undefined && fetchAll === undefined && all.length < total
      const lacks = isPart ? t('csvPartLine', { count: all.length, total }) : undefined
      saveFile(isPart ? `${id}-partial.csv` : `${id}.csv`, toCsv(choice.all, all, lacks))
      if (isPart) toast.warning(t('csvPart', { count: all.length, total }))
      else toast.success(t('csvRows', { count: all.length }))
    } catch (cause) {
      if (stop.signal.aborted) toast.warning(t('csvStopped'))
      else toast.error(error('csvFailed'), { description: cause instanceof Error ? cause.message : undefined })
    } finally {
      setWork(null)
    }
  }
  if (work !== null && fetchAll !== undefined)
    return (
      <span className="inline-flex items-center gap-2 text-small text-ink-3" role="status">
        <span className="num">{t('csvProgress', { done: work.done, total: work.total })}</span>
        <Button variant="ghost" onClick={() => work.stop.abort()}>
          {t('csvStop')}
        </Button>
      </span>
    )
  return (
    <Button variant="ghost" disabled={work !== null || rows.length === 0} onClick={() => void save()}>
      <Download />
      {t('csv')}
    </Button>
  )
}
