'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { type TableState, useLocalTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readTopicGroups } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'

type Row = OutputOf<typeof readTopicGroups>['items'][number]
type Translate = ReturnType<typeof useTranslations<'topic'>>

/** Who consumes the topic, the largest lag first. */
export function GroupSection({ cluster, topic, allHref }: { cluster: string; topic: string; allHref: string }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicGroups, { cluster, topic })
  const state = useLocalTableState('-lagMessages')
  const columns = useMemo(() => columnsOf(t, cluster).slice(0, 5), [t, cluster])
  return (
    <Section title={t('groups')} note={query.data?.items.length} aside={<Link href={allHref}>{t('allOfTopic')}</Link>}>
      <Answer query={query} skeleton={<Skeleton width="100%" height={160} />}>
        {(data) => (
          <DataTable
            id="topic-groups-short"
            label={t('groups')}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.name}
            state={state}
            rowHref={(row) => pages.group(cluster, row.name)}
            variant="bare"
            density="compact"
            empty={<NoGroups />}
          />
        )}
      </Answer>
    </Section>
  )
}

/** The same with members, model and what the lag includes; searched, sorted in the URL, as CSV. */
export function GroupTable({ cluster, topic, state }: { cluster: string; topic: string; state: TableState }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicGroups, { cluster, topic })
  const columns = useMemo(() => columnsOf(t, cluster), [t, cluster])
  const wanted = state.params.search.toLowerCase()
  const table = (rows: readonly Row[] | undefined): ReactNode => (
    <DataTable
      id="topic-groups"
      label={t('groups')}
      columns={columns}
      rows={rows?.filter((row) => row.name.toLowerCase().includes(wanted))}
      totalUnfiltered={rows?.length}
      rowId={(row) => row.name}
      state={state}
      rowHref={(row) => pages.group(cluster, row.name)}
      empty={<NoGroups />}
      footNote={<span>{t('lagOfTopic')}</span>}
    />
  )
  return (
    <Answer query={query} skeleton={table(undefined)}>
      {(data) => table(data.items)}
    </Answer>
  )
}

function columnsOf(t: Translate, cluster: string): TableColumn<Row>[] {
  const measure = (
    field: 'lagMessages' | 'lagMs' | 'outTps' | 'members',
    as: 'count' | 'duration' | 'rate',
    width: number,
  ): TableColumn<Row> => ({
    id: field,
    header: t(`group.${field}`),
    width,
    align: 'right',
    sortValue: (row) => row[field],
    cell: (row) => (
      <Value
        value={row[field]}
        as={as}
        atLeast={row.atLeast.includes(field)}
        notApplicable={
          isLag(field) &&
          row[field] === null &&
          row.notes.some((note) => note === 'no-queues' || note === 'broadcasting')
        }
        reason={whyUnknown(t, row)}
      />
    ),
    csv: (row) => ({ value: row[field], atLeast: row.atLeast.includes(field) }),
  })
  return [
    {
      id: 'name',
      header: t('group.name'),
      width: 170,
      sortValue: (row) => row.name,
      cell: (row) => (
        <Link href={pages.group(cluster, row.name)} className="text-ink" prefetch={false}>
          {row.name}
        </Link>
      ),
      csv: (row) => row.name,
    },
    {
      id: 'state',
      header: t('group.state'),
      width: 100,
      sortValue: (row) => row.state,
      cell: (row) => <GroupState row={row} />,
      csv: (row) => row.state,
    },
    measure('lagMessages', 'count', 92),
    { ...measure('lagMs', 'duration', 92), hideOnPhone: true },
    measure('outTps', 'rate', 76),
    { ...measure('members', 'count', 86), hideOnPhone: true },
    {
      id: 'messageModel',
      header: t('group.messageModel'),
      width: 120,
      cell: (row) => t(`model.${row.messageModel}`),
      csv: (row) => row.messageModel,
      hideOnPhone: true,
    },
    {
      id: 'notes',
      header: t('group.notes'),
      width: 220,
      cell: (row) => <span className="text-ink-2">{row.notes.map((note) => t(`note.${note}`)).join(', ')}</span>,
      csv: (row) => row.notes.join(' '),
      hideOnPhone: true,
    },
  ]
}

const isLag = (field: string) => field === 'lagMessages' || field === 'lagMs'

function whyUnknown(t: Translate, row: Row): string {
  const first = row.notes.find(
    (note) => note === 'broker-silent' || note === 'never-committed' || note === 'broadcasting',
  )
  if (first) return t(`noteWhy.${first}`)
  return row.state === 'unknown' ? t('clientsUnknown') : t('noSecondSample')
}

const tones = { online: 'ok', offline: 'offline', unknown: 'unknown' } as const

function GroupState({ row }: { row: Row }) {
  const t = useTranslations('state')
  const topic = useTranslations('topic')
  if (row.leftover) return <Badge>{topic('leftover')}</Badge>
  return <State tone={tones[row.state]}>{t(row.state)}</State>
}

function NoGroups() {
  const t = useTranslations('topic')
  return <EmptyState title={t('noGroups')}>{t('noGroupsBody')}</EmptyState>
}
