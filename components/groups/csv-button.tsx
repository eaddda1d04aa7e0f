'use client'

import { useTranslations } from 'next-intl'
import type { TableColumn } from '@/components/data-table/columns'
import { toCsv } from '@/components/data-table/csv'
import { saveFile } from '@/components/ui/save-file'

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
  return (
    <button
      type="button"
      className="text-link hover:underline"
      onClick={() => saveFile(`${name}.csv`, toCsv(columns, rows))}
    >
      {t('csv')}
    </button>
  )
}
