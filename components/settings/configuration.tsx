'use client'

import { Lock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Section } from '@/components/ui/section'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readSettings } from '@/lib/contract/settings'
import { pages } from '@/lib/url/pages'

type Settings = OutputOf<typeof readSettings>
type ClusterRow = Settings['clusters'][number]
type ValueRow = Settings['values'][number]
type Translate = ReturnType<typeof useTranslations<'settings'>>

/** The clusters that the console was given, as it was given them. */
export function ConfiguredClusters({ settings }: { settings: Settings }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const columns = useMemo(() => clusterColumns(t, (ms) => format.duration(ms) ?? ''), [t, format])
  return (
    <Section title={t('clusters')} note={t('clustersNote')}>
      {settings.clusters.length === 0 ? (
        <EmptyState title={t('noClusters')}>{t('noClustersBody')}</EmptyState>
      ) : (
        <ShortList
          id="settings-clusters"
          label={t('clusters')}
          columns={columns}
          rows={settings.clusters}
          rowId={(row) => row.id}
        />
      )}
    </Section>
  )
}

function clusterColumns(t: Translate, duration: (ms: number) => string): TableColumn<ClusterRow>[] {
  return [
    {
      id: 'id',
      header: t('clusterId'),
      width: 140,
      cell: (row) => (
        <Link className="text-ink" href={pages.overview(row.id)}>
          {row.id}
        </Link>
      ),
    },
    { id: 'name', header: t('name'), width: 140, hideOnPhone: true, cell: (row) => row.name },
    {
      id: 'nameServers',
      header: t('nameServers'),
      width: 280,
      cell: (row) => <span className="mono">{row.nameServers.join('; ')}</span>,
    },
    {
      id: 'tls',
      header: t('tls'),
      width: 60,
      cell: (row) => <span className="text-ink-2">{t(row.tls ? 'on' : 'off')}</span>,
    },
    { id: 'timeoutMs', header: t('timeout'), width: 80, align: 'right', cell: (row) => duration(row.timeoutMs) },
    {
      id: 'signsRequests',
      header: t('accessKey'),
      width: 120,
      cell: (row) => (row.signsRequests ? <Hidden /> : <span className="text-ink-3">{t('notSet')}</span>),
    },
    {
      id: 'addressMap',
      header: t('addressMap'),
      width: 240,
      cell: (row) =>
        row.addressMap.length === 0 ? (
          <Dash />
        ) : (
          <span className="mono" data-hint={mapText(row.addressMap, '\n')}>
            {mapText(row.addressMap, '; ')}
          </span>
        ),
    },
    {
      id: 'source',
      header: t('from'),
      width: 110,
      cell: (row) => <span className="text-ink-2">{t(`source.${row.source}`)}</span>,
    },
  ]
}

const mapText = (map: ClusterRow['addressMap'], divider: string) =>
  map.map(({ advertised, reachable }) => `${advertised} → ${reachable}`).join(divider)

/** Every key of the configuration, what holds, and who said so. */
export function EffectiveValues({ settings }: { settings: Settings }) {
  const t = useTranslations('settings')
  const columns = useMemo(() => valueColumns(t), [t])
  return (
    <Section
      title={t('configuration')}
      note={settings.file === null ? t('noFile') : t('file', { file: settings.file })}
    >
      <ShortList
        id="settings-values"
        label={t('configuration')}
        columns={columns}
        rows={settings.values}
        rowId={(row) => row.key}
      />
      <p className="pt-2 text-small text-ink-3">{t('order')}</p>
    </Section>
  )
}

function valueColumns(t: Translate): TableColumn<ValueRow>[] {
  return [
    { id: 'key', header: t('key'), width: 220, cell: (row) => <span className="mono">{row.key}</span> },
    {
      id: 'flag',
      header: t('flag'),
      width: 140,
      hideOnPhone: true,
      cell: (row) => <span className="mono text-ink-2">--{row.flag}</span>,
    },
    {
      id: 'value',
      header: t('value'),
      width: 320,
      cell: (row) =>
        row.source === null ? (
          <span className="text-ink-3">{t('notSet')}</span>
        ) : row.secret ? (
          <Hidden />
        ) : (
          <span className="mono" data-hint={row.value ?? undefined}>
            {row.value}
          </span>
        ),
    },
    {
      id: 'source',
      header: t('from'),
      width: 140,
      cell: (row) =>
        row.source === null ? (
          <Dash />
        ) : (
          <span className={row.source === 'default' ? 'text-ink-3' : 'text-ink-2'}>{t(`source.${row.source}`)}</span>
        ),
    },
  ]
}

function Hidden() {
  const t = useTranslations('settings')
  return (
    <span className="inline-flex items-center gap-1 text-ink-3">
      <Lock className="size-3.5 stroke-[1.6]" aria-hidden="true" />
      {t('hidden')}
    </span>
  )
}
