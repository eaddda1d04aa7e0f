'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { cn } from '@/components/ui/cn'
import { KeyValues, Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { Dash } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readTopicConfig } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { type ConfigRow, configRows } from './config-rows'

type Config = OutputOf<typeof readTopicConfig>

/** What the topic is, in a few lines; where brokers differ, that. */
export function ConfigSection({ cluster, topic, allHref }: { cluster: string; topic: string; allHref: string }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicConfig, { cluster, topic })
  return (
    <Section
      title={t('config')}
      note={query.data && <ConfigNote config={query.data} />}
      aside={<Link href={allHref}>{t('byBroker')}</Link>}
    >
      <Answer query={query} skeleton={<Skeleton width="60%" height={110} />}>
        {(data) => (
          <KeyValues
            className="pt-1"
            items={configRows(data).map((row) => ({
              id: row.field,
              key: <FieldName field={row.field} />,
              value: row.differs ? (
                <State tone="warning">{t('differs')}</State>
              ) : (
                <ConfigValue field={row.field} value={row.values[0] ?? null} />
              ),
            }))}
          />
        )}
      </Answer>
    </Section>
  )
}

/** Every field on every broker; what differs stands on a soft ground. */
export function ConfigTable({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicConfig, { cluster, topic })
  return (
    <Answer query={query} skeleton={<Skeleton width="100%" height={240} />}>
      {(data) =>
        data.items.length === 0 ? (
          <EmptyState title={t('noConfig')}>{t('noConfigBody')}</EmptyState>
        ) : (
          <Section title={t('config')} note={<ConfigNote config={data} />}>
            <ConfigMatrix cluster={cluster} config={data} />
            {data.missingOn.length > 0 && (
              <p className="pt-2 text-small text-ink-3">{t('missingOn', { brokers: data.missingOn.join(', ') })}</p>
            )}
          </Section>
        )
      }
    </Answer>
  )
}

function ConfigNote({ config }: { config: Config }) {
  const t = useTranslations('topic')
  const { answered, asked } = config.completeness
  if (config.differences.length > 0) return <>{t('fieldsDiffer', { count: config.differences.length })}</>
  return <>{answered < asked ? t('sameOnAnswered', { answered, asked }) : t('sameOnAll')}</>
}

const headLook = 'h-7 border-b border-line-2 px-2.5 text-left text-micro font-normal whitespace-nowrap text-ink-3'

function ConfigMatrix({ cluster, config }: { cluster: string; config: Config }) {
  const t = useTranslations('topic')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="relative overflow-x-auto" aria-label={t('config')} tabIndex={0}>
      <table className="w-full border-collapse">
        <thead>
          <tr>
            <th scope="col" className={cn(headLook, 'pl-0')}>
              {t('field')}
            </th>
            {config.items.map((item) => (
              <th key={item.brokerName} scope="col" className={headLook}>
                <Link href={pages.broker(cluster, item.brokerName)} prefetch={false}>
                  {item.brokerName}
                </Link>
              </th>
            ))}
            <th scope="col" className={headLook}>
              <span className="sr-only">{t('difference')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {configRows(config).map((row) => (
            <MatrixRow key={row.field} row={row} names={config.items.map((item) => item.brokerName)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MatrixRow({ row, names }: { row: ConfigRow; names: readonly string[] }) {
  const t = useTranslations('topic')
  return (
    <tr>
      <th scope="row" className="h-8 border-b border-line pr-2.5 text-left font-medium whitespace-nowrap">
        <FieldName field={row.field} />
      </th>
      {names.map((name, index) => (
        <td
          key={name}
          className={cn('border-b border-line px-2.5 whitespace-nowrap', row.differs && 'bg-brand-soft font-medium')}
        >
          <ConfigValue field={row.field} value={row.values[index] ?? null} />
        </td>
      ))}
      <td className="border-b border-line px-2.5">{row.differs && <State tone="warning">{t('differs')}</State>}</td>
    </tr>
  )
}

const worded = ['readQueues', 'writeQueues', 'permission', 'order', 'topicSysFlag', 'topicFilterType', 'type'] as const

function FieldName({ field }: { field: string }) {
  const t = useTranslations('topic.fields')
  const known = worded.find((each) => each === field)
  if (known) return <>{t(known)}</>
  return <span className="mono">{field.replace(/^attributes\./, '')}</span>
}

function ConfigValue({ field, value }: { field: string; value: string | null }) {
  const t = useTranslations('topic')
  const topics = useTranslations('topics.permission')
  if (value === null) return <Dash />
  if (field === 'permission' && (value === 'rw' || value === 'r' || value === 'w' || value === 'none'))
    return <>{topics(value)}</>
  if (field === 'order') return <>{t(value === 'true' ? 'on' : 'off')}</>
  if (field === 'readQueues' || field === 'writeQueues') return <span className="num">{value}</span>
  return <span className="mono">{value}</span>
}
