'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { Clock } from '@/components/ui/freshness'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { Dash } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readGroupConfig } from '@/lib/contract/groups'
import { type ConfigRow, configRows } from './config-rows'

type Config = OutputOf<typeof readGroupConfig>

/** The group's definition on each broker. */
export function ConfigTab({ cluster, group }: { cluster: string; group: string }) {
  const t = useTranslations('group')
  const query = useEndpoint(readGroupConfig, { cluster, group })
  return (
    <Answer query={query} skeleton={<Skeleton width="100%" height={320} className="mt-4" />}>
      {(data) => (
        <Section title={t('tab.config')} note={<Note data={data} />} className="mt-4">
          {data.missingOn.length > 0 && (
            <Banner tone="warning" className="mb-2">
              {t('missingOn', { brokers: data.missingOn.join(t('comma')) })}
            </Banner>
          )}
          {data.items.length === 0 ? (
            <EmptyState title={t(data.completeness.answered === 0 ? 'configUnknown' : 'noConfig')}>
              {t(data.completeness.answered === 0 ? 'configUnknownBody' : 'noConfigBody')}
            </EmptyState>
          ) : (
            <ConfigTable data={data} />
          )}
        </Section>
      )}
    </Answer>
  )
}

function Note({ data }: { data: Config }) {
  const t = useTranslations('group')
  const asOf = data.items.map((item) => item.asOf).filter((at) => at !== null)
  const oldest = asOf.sort()[0]
  return (
    <>
      {data.items.length > 0 &&
        t(data.differences.length === 0 ? 'sameOn' : 'differsOn', {
          count: data.differences.length,
          brokers: data.items.length,
        })}
      {oldest && (
        <>
          {' · '}
          {t('readAt')} <Clock at={oldest} />
        </>
      )}
    </>
  )
}

/** Equal everywhere: one column of values. Else a column for each broker, the differing keys first. */
function ConfigTable({ data }: { data: Config }) {
  const t = useTranslations('group')
  const same = data.differences.length === 0
  const brokers = data.items.map((item) => item.brokerName).join('\n')
  const columns = useMemo<TableColumn<ConfigRow>[]>(
    () => [
      {
        id: 'key',
        header: t('key'),
        width: 260,
        cell: (row) => (
          <span className="inline-flex items-center gap-2">
            <span className="mono">{row.key}</span>
            {row.differs && <Badge>{t('differsWord')}</Badge>}
          </span>
        ),
      },
      ...(same ? [t('value')] : brokers.split('\n')).map((name, index) => ({
        id: `value-${name}`,
        header: name,
        width: same ? 320 : 170,
        cell: (row: ConfigRow) => <ConfigValue value={row.values[index] ?? null} differs={row.differs} />,
      })),
      ...(same
        ? [
            {
              id: 'meaning',
              header: t('meaning'),
              width: 480,
              cell: (row: ConfigRow) => (
                <span className="text-ink-2">
                  {t.has(`configKey.${row.key}` as never) && t(`configKey.${row.key}` as never)}
                </span>
              ),
              hideOnPhone: true,
            },
          ]
        : []),
    ],
    [t, same, brokers],
  )
  return (
    <ShortList
      id={same ? 'group-config' : 'group-config-differing'}
      label={t('tab.config')}
      columns={columns}
      rows={configRows(data)}
      rowId={(row) => row.key}
    />
  )
}

function ConfigValue({ value, differs }: { value: string | null; differs: boolean }) {
  if (value === null || value === '') return <Dash />
  return (
    <span
      className={differs ? 'mono rounded-sm bg-brand-soft px-1 font-medium' : 'mono'}
      data-hint={value.length > 40 ? value : undefined}
    >
      {value}
    </span>
  )
}
