'use client'

import { useTranslations } from 'next-intl'
import type { TableColumn } from '@/components/data-table/columns'
import { toCsv } from '@/components/data-table/csv'

/** Saves a section's rows as CSV, for a table without a tool row. */
export function CsvButton<Row>({
  name,
  columns,
  rows,
}: {
  /** File name without its ending. */
  name: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
}) {
  const t = useTranslations('table')
  if (rows.length === 0) return null
  const save = () => {
    const url = URL.createObjectURL(new Blob([toCsv(columns, rows)], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${name.replaceAll(/[^\w.-]+/g, '_')}.csv`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <button type="button" className="text-link hover:underline" onClick={save}>
      {t('csv')}
    </button>
  )
}
