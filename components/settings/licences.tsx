'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { Dash } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listLicences } from '@/lib/contract/settings'

type List = OutputOf<typeof listLicences>
type Row = List['items'][number]

const rowId = (row: Row) => [row.name, row.version, row.inside].join(' ')

/** What the console is made of: every package in the browser's and the server's bundle, with its licence's words. */
export function Licences() {
  const t = useTranslations('settings')
  const query = useEndpoint(listLicences, {}, { once: true })
  const state = useLocalTableState('name', 1_000)
  const [open, setOpen] = useState<Row | null>(null)
  const columns = useMemo(() => columnsOf(t, setOpen), [t])
  const wanted = state.params.search.toLowerCase()
  const table = (data: List | undefined) => (
    <DataTable
      id="licences"
      label={t('licences')}
      columns={columns}
      rows={data?.items.filter((row) => `${row.name} ${row.licence} ${row.inside}`.toLowerCase().includes(wanted))}
      totalUnfiltered={data?.items.length}
      rowId={rowId}
      state={state}
      density="compact"
      onRowOpen={setOpen}
      searchPlaceholder={t('searchLicences')}
      empty={null}
      skeletonRows={16}
    />
  )
  const text = open === null || open.text === null ? undefined : query.data?.texts[open.text]
  return (
    <section aria-label={t('licences')}>
      <p className="pb-2.5 text-small text-ink-3">{t('licencesNote')}</p>
      <Answer query={query} skeleton={table(undefined)}>
        {table}
      </Answer>
      <Sheet open={open !== null} onOpenChange={(isOpen) => !isOpen && setOpen(null)}>
        {open && (
          <SheetContent title={open.name} description={[open.version, open.licence].filter(Boolean).join(' · ')}>
            {text === undefined ? (
              <p className="text-ink-2">{t('noText', { licence: open.licence })}</p>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: long text is scrolled by keyboard
              <pre className="mono whitespace-pre-wrap wrap-anywhere" tabIndex={0}>
                {text}
              </pre>
            )}
          </SheetContent>
        )}
      </Sheet>
    </section>
  )
}

function columnsOf(t: ReturnType<typeof useTranslations<'settings'>>, open: (row: Row) => void): TableColumn<Row>[] {
  return [
    {
      id: 'name',
      header: t('package'),
      width: 300,
      sortValue: (row) => row.name,
      cell: (row) => (
        <button
          type="button"
          className="block max-w-full truncate text-left text-ink hover:underline"
          data-hint={row.name.length > 20 ? row.name : undefined}
          onClick={() => open(row)}
        >
          {row.name}
        </button>
      ),
      csv: (row) => row.name,
    },
    {
      id: 'version',
      header: t('version'),
      width: 110,
      align: 'right',
      cell: (row) => row.version ?? <Dash />,
      csv: (row) => row.version,
    },
    {
      id: 'licence',
      header: t('licence'),
      width: 200,
      sortValue: (row) => row.licence,
      cell: (row) => (row.licence === 'unknown' ? t('ownWords') : row.licence),
      csv: (row) => row.licence,
    },
    {
      id: 'inside',
      header: t('inside'),
      width: 140,
      sortValue: (row) => row.inside,
      cell: (row) => (row.inside === null ? <Dash /> : <span className="text-ink-2">{row.inside}</span>),
      csv: (row) => row.inside,
    },
  ]
}
