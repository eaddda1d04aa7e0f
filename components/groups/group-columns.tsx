'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { Spark } from '@/components/ui/spark'
import { Unknown } from '@/components/ui/unknown'
import { Dash } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { DeadLettersCell, DerivedCell, GroupState, GroupValue, LagCell, TrendCell, VersionsCell } from './cells'
import { type GroupRow, groupCsv, lagLook } from './group-values'

/** Columns of the list of groups. `silent`: brokers that did not answer, as words. */
export function useGroupColumns(cluster: string, silent: string): readonly TableColumn<GroupRow>[] {
  const t = useTranslations('groups')
  return useMemo(() => columnsOf(t, cluster, silent), [t, cluster, silent])
}

type Translate = ReturnType<typeof useTranslations<'groups'>>

function columnsOf(t: Translate, cluster: string, silent: string): TableColumn<GroupRow>[] {
  return [
    {
      id: 'name',
      header: t('name'),
      width: 220,
      sortKey: 'name',
      cell: (row) => (
        <Link href={pages.group(cluster, row.name)} className="text-ink" prefetch={false}>
          {row.name}
        </Link>
      ),
      csv: (row) => row.name,
    },
    {
      id: 'state',
      header: t('stateHead'),
      width: 100,
      sortKey: 'state',
      cell: (row) => <GroupState row={row} silent={silent} />,
      csv: (row) => row.state,
    },
    {
      id: 'members',
      header: t('members'),
      width: 76,
      align: 'right',
      sortKey: 'members',
      cell: (row) => (
        <GroupValue
          row={row}
          field="members"
          silent={silent}
          {...(row.state === 'offline' && !row.leftover ? { className: 'font-semibold text-warn' } : {})}
        />
      ),
      csv: (row) => groupCsv(row, 'members'),
      hideOnPhone: true,
    },
    {
      id: 'consumeType',
      header: t('type'),
      width: 62,
      sortKey: 'consumeType',
      cell: (row) => (
        <KnownWord
          row={row}
          silent={silent}
          word={row.consumeType === 'unknown' ? null : t(`consumeType.${row.consumeType}`)}
        />
      ),
      csv: (row) => (row.consumeType === 'unknown' ? null : row.consumeType),
      hideOnPhone: true,
    },
    {
      id: 'messageModel',
      header: t('model'),
      width: 98,
      sortKey: 'messageModel',
      cell: (row) => (
        <KnownWord
          row={row}
          silent={silent}
          word={row.messageModel === 'unknown' ? null : t(`messageModel.${row.messageModel}`)}
        />
      ),
      csv: (row) => (row.messageModel === 'unknown' ? null : row.messageModel),
      hideOnPhone: true,
    },
    {
      id: 'topics',
      header: t('topics'),
      width: 200,
      sortKey: 'topics',
      cell: (row) => <TopicLinks cluster={cluster} topics={row.topics} />,
      csv: (row) => row.topics.join(' '),
      hidden: true,
      hideOnPhone: true,
    },
    {
      id: 'lagMessages',
      header: t('lag'),
      width: 100,
      align: 'right',
      sortKey: 'lagMessages',
      cell: (row) => <LagCell row={row} silent={silent} />,
      csv: (row) => groupCsv(row, 'lagMessages'),
    },
    {
      id: 'trend',
      header: t('trend'),
      width: 106,
      cell: (row) =>
        lagLook(row) === 'number' ? (
          <span className="inline-flex items-center gap-1.5">
            <Spark points={row.lagTrend} series="lag" />
            <TrendCell row={row} />
          </span>
        ) : (
          <Dash />
        ),
      hideOnPhone: true,
    },
    {
      id: 'lagMs',
      header: t('lagTime'),
      width: 92,
      align: 'right',
      sortKey: 'lagMs',
      cell: (row) => <DerivedCell row={row} field="lagMs" as="duration" silent={silent} />,
      csv: (row) => groupCsv(row, 'lagMs'),
    },
    {
      id: 'outTps',
      header: t('outRate'),
      width: 76,
      align: 'right',
      sortKey: 'outTps',
      cell: (row) => <DerivedCell row={row} field="outTps" as="rate" silent={silent} />,
      csv: (row) => groupCsv(row, 'outTps'),
    },
    {
      id: 'expiredMessages',
      header: t('expired'),
      hint: t('expiredHint'),
      width: 96,
      align: 'right',
      sortKey: 'expiredMessages',
      cell: (row) => <DerivedCell row={row} field="expiredMessages" silent={silent} />,
      csv: (row) => groupCsv(row, 'expiredMessages'),
      hidden: true,
      hideOnPhone: true,
    },
    {
      id: 'retryMessages',
      header: t('retry'),
      width: 64,
      align: 'right',
      sortKey: 'retryMessages',
      cell: (row) => <DerivedCell row={row} field="retryMessages" silent={silent} />,
      csv: (row) => groupCsv(row, 'retryMessages'),
      hideOnPhone: true,
    },
    {
      id: 'dlqMessages',
      header: t('deadLetters'),
      width: 94,
      align: 'right',
      sortKey: 'dlqMessages',
      cell: (row) => <DeadLettersCell cluster={cluster} row={row} silent={silent} />,
      csv: (row) => groupCsv(row, 'dlqMessages'),
    },
    {
      id: 'clientVersions',
      header: t('client'),
      width: 76,
      align: 'right',
      cell: (row) => <VersionsCell row={row} silent={silent} />,
      csv: (row) => row.clientVersions.join(' '),
      hideOnPhone: true,
    },
  ]
}

/** A word of the group's clients: nobody to ask has none, a silent broker leaves it unknown. */
function KnownWord({ row, word, silent }: { row: GroupRow; word: string | null; silent: string }) {
  const t = useTranslations('groups.why')
  if (word !== null) return <span className="text-ink-2">{word}</span>
  if (row.state === 'offline') return <Dash />
  return (
    <Unknown
      reason={row.state === 'unknown' && silent !== '' ? t('brokersSilent', { brokers: silent }) : t('notAnswered')}
    />
  )
}

const SHOWN_TOPICS = 3

function TopicLinks({ cluster, topics }: { cluster: string; topics: readonly string[] }) {
  if (topics.length === 0) return <Dash />
  return (
    <span data-hint={topics.length > SHOWN_TOPICS ? topics.join(', ') : undefined}>
      {topics.slice(0, SHOWN_TOPICS).map((topic, index) => (
        <span key={topic}>
          {index > 0 && ', '}
          <Link href={pages.topic(cluster, topic)} prefetch={false}>
            {topic}
          </Link>
        </span>
      ))}
      {topics.length > SHOWN_TOPICS && <span className="text-ink-3"> +{topics.length - SHOWN_TOPICS}</span>}
    </span>
  )
}
