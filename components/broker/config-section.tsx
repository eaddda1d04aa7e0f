'use client'

import { Lock, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Sentences } from '@/components/ui/sentences'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState, NoMatch } from '@/components/ui/states'
import { Unknown } from '@/components/ui/unknown'
import { Dash } from '@/components/ui/value'
import type { Replica } from './broker-values'
import { type BrokerConfig, type BrokerConfigRow, configRows, countDifferences, filterConfig } from './config-rows'
import { cellLook, Head, PlainTable } from './plain-table'
import { ReplicaHead } from './replica-head'

interface ConfigSectionProps {
  brokerName: string
  /** All of them: what differs is found among all, chosen or not. */
  replicas: readonly Replica[]
  chosen: readonly Replica[]
  configs: readonly (BrokerConfig | null)[]
  /** Why nothing is known of any of them. */
  failed: string | null
  show: 'set' | 'all'
  onShow: (show: 'set' | 'all') => void
  search: string
  onSearch: (search: string) => void
  /** Beside something else: long values are cut earlier. */
  tight?: boolean
  className?: string
}

/** The configuration of each replica beside the default, what differs first. */
export function ConfigSection(props: ConfigSectionProps) {
  const {
    brokerName,
    replicas,
    chosen,
    configs,
    failed,
    show,
    onShow,
    search,
    onSearch,
    tight = false,
    className,
  } = props
  const t = useTranslations('broker')
  if (failed !== null) {
    return (
      <Section title={t('configTitle')} className={className ?? ''}>
        <EmptyState title={t('configNoAnswer')}>{failed}</EmptyState>
      </Section>
    )
  }
  if (configs.every((config) => config === null)) {
    return <Skeleton width="100%" height={720} className={cn('mt-4', className)} />
  }
  const rows = configRows(brokerName, configs)
  const shown = filterConfig(rows, show, search)
  const version = replicas.map((replica) => replica.version).find((known) => known !== null) ?? t('unknownReplica')
  const defaultsOf = configs.find((config) => config?.defaultsOf)?.defaultsOf ?? null
  const columns = replicas.map((replica, at) => ({ replica, at })).filter(({ replica }) => chosen.includes(replica))
  return (
    <Section
      title={t('configTitle')}
      note={`${t('configNote', { count: rows.length })} · ${
        defaultsOf === null ? t('defaultsUnknown', { version }) : t('defaultsOf', { version: defaultsOf })
      }`}
      className={className ?? ''}
    >
      <div className="flex flex-wrap items-center gap-2 pt-0.5 pb-1.5">
        <SegmentedControl
          label={t('show')}
          size="sm"
          value={show}
          onChange={onShow}
          options={[
            { value: 'set', label: t('differOrSet'), count: filterConfig(rows, 'set', '').length },
            { value: 'all', label: t('allConfig'), count: rows.length },
          ]}
        />
        <Input
          className="h-6 min-w-30 flex-1 max-desk:h-9"
          icon={<Search />}
          type="search"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onClear={() => onSearch('')}
          placeholder={t('searchConfig')}
          aria-label={t('searchConfig')}
        />
      </div>
      <Summary rows={rows} replicas={replicas.length} />
      {shown.length === 0 && search !== '' ? (
        <NoMatch search={search} total={rows.length} onClear={() => onSearch('')} />
      ) : (
        <PlainTable
          label={t('configTitle')}
          head={
            <>
              <Head>{t('key')}</Head>
              {columns.map(({ replica, at }) => (
                <ReplicaHead key={replica.brokerId} replica={replica} asOf={configs[at]?.asOf ?? null} />
              ))}
              <Head>{t('default')}</Head>
              <Head>{t('whyHead')}</Head>
            </>
          }
        >
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>
                <th scope="row" className={cn(cellLook, 'mono text-micro', tight && 'max-w-44 truncate')}>
                  {row.key}
                </th>
                {columns.map(({ replica, at }) => (
                  <td key={replica.brokerId} className={cellLook}>
                    <ConfigValue row={row} value={row.values[at]} tight={tight} />
                  </td>
                ))}
                <td className={cn(cellLook, 'text-ink-3')}>
                  <DefaultValue row={row} version={version} hasTable={defaultsOf !== null} tight={tight} />
                </td>
                <td className={cn(cellLook, 'text-small whitespace-nowrap text-ink-2')}>
                  <Why row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
      <p className="pt-2 text-small text-ink-3">{t('hiddenNote')}</p>
    </Section>
  )
}

function Summary({ rows, replicas }: { rows: readonly BrokerConfigRow[]; replicas: number }) {
  const t = useTranslations('broker')
  const { differ, byRole, drift, elsewhere } = countDifferences(rows)
  return (
    <p className="pb-0.5 text-small text-ink-2">
      <Sentences
        all={[
          replicas === 1 ? t('summaryOne') : t('summary', { differ, byRole, drift }),
          elsewhere > 0 && t('driftElsewhere', { count: elsewhere }),
          drift === 0 && elsewhere === 0 && <b className="font-medium">{t('noDrift')}</b>,
        ]}
      />
    </p>
  )
}

const longFrom = (tight: boolean) => (tight ? 12 : 40)
const cut = (tight: boolean) => cn('block truncate', tight ? 'max-w-20' : 'max-w-72')

function ConfigValue({
  row,
  value,
  tight,
}: {
  row: BrokerConfigRow
  value: string | null | undefined
  tight: boolean
}) {
  const t = useTranslations('broker')
  if (row.secret) {
    return (
      <span className="inline-flex items-center gap-1 text-small text-ink-3" data-hint={t('hiddenHint')}>
        <Lock className="size-3 stroke-[1.6]" aria-hidden="true" />
        {t('hidden')}
      </span>
    )
  }
  if (value === undefined) return <Unknown reason={t('configUnknown')} />
  if (value === null) {
    return (
      <span data-hint={t('noKeyHere')}>
        <Dash />
      </span>
    )
  }
  if (value === '') return <span className="text-small text-ink-3">{t('empty')}</span>
  const isDefault = row.default.kind === 'value' && row.default.value === value
  return (
    <span
      className={cn(
        'mono text-micro',
        value.length > longFrom(tight) ? cut(tight) : 'whitespace-nowrap',
        row.differs
          ? 'inline-block align-middle rounded-sm bg-brand-soft px-1.5 py-0.5 font-medium'
          : isDefault && 'text-ink-3',
      )}
      data-hint={value.length > longFrom(tight) ? value : undefined}
    >
      {value}
    </span>
  )
}

function DefaultValue({
  row,
  version,
  hasTable,
  tight,
}: {
  row: BrokerConfigRow
  version: string
  hasTable: boolean
  tight: boolean
}) {
  const t = useTranslations('broker')
  if (row.secret) return <Dash />
  const { kind, value } = row.default
  if (kind === 'value') {
    const text = value ?? ''
    return (
      <span
        className={cn('mono text-micro', text.length > longFrom(tight) ? cut(tight) : 'whitespace-nowrap')}
        data-hint={text.length > longFrom(tight) ? text : undefined}
      >
        {text}
      </span>
    )
  }
  if (kind === 'none') return <span className="text-small">{t('none')}</span>
  if (kind === 'detected') {
    return (
      <span className="text-small" data-hint={t('detectedHint')}>
        {t('detected')}
      </span>
    )
  }
  return <Unknown reason={t(hasTable ? 'defaultUnknownKey' : 'defaultUnknown', { version })} />
}

/** Only drift is a state. */
function Why({ row }: { row: BrokerConfigRow }) {
  const t = useTranslations('broker')
  const hint = row.elsewhere.map(({ target, value }) => t('elsewhereHint', { target, value: value ?? '–' })).join('\n')
  if (row.why === null) return null
  if (row.why === 'role' || row.why === 'not-default') return t(`why.${row.why}`)
  return (
    <span {...(hint === '' ? {} : { 'data-hint': hint })}>
      <span className="font-semibold text-warn">
        {row.why === 'drift'
          ? t('why.drift')
          : t('why.elsewhere', { broker: row.elsewhere.map(({ target }) => target).join(', ') })}
      </span>
      {row.noEffect && <span data-hint={t('noEffectHint')}> · {t('noEffect')}</span>}
    </span>
  )
}
