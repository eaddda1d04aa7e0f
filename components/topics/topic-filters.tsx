'use client'

import { useTranslations } from 'next-intl'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Select } from '@/components/ui/select'
import { useFormat } from '@/components/ui/use-format'
import { foreignTypes, ownTypes, segmentCount, segmentOf, type TopicSegment } from './topic-kinds'

interface TopicFiltersProps {
  /** Topics by type over the whole cluster. */
  types: Readonly<Record<string, number>>
  type: string
  broker: string
  brokerNames: readonly string[]
  onChange: (choice: { type?: string; broker?: string }) => void
}

/** Whose topics, of which type, on which broker. Selects know no empty value: `*` is "any". */
export function TopicFilters({ types, type, broker, brokerNames, onChange }: TopicFiltersProps) {
  const t = useTranslations('topics')
  const format = useFormat()
  const segment = segmentOf(type)
  const own = ownTypes(types)
  const segments: TopicSegment[] = ['own', ...foreignTypes, ...(segment === 'other' ? (['other'] as const) : [])]
  const chosen = own.includes(type) ? type : '*'
  return (
    <>
      <SegmentedControl
        label={t('kind')}
        value={segment}
        onChange={(next) => onChange({ type: next === 'own' ? '' : next === 'other' ? 'all' : next })}
        options={segments.map((value) => ({
          value,
          label: t(`segment.${value}`),
          count: format.count(segmentCount(value, types)),
        }))}
      />
      {segment === 'own' && own.length > 1 && (
        <Select
          label={t('type')}
          value={chosen}
          onChange={(next) => onChange({ type: next === '*' ? '' : next })}
          options={[
            { value: '*', label: t('anyType') },
            ...own.map((value) => ({
              value,
              label: (
                <>
                  {value} <span className="num text-small text-ink-3">{format.count(types[value] ?? 0)}</span>
                </>
              ),
            })),
          ]}
          className="border-line-2"
        />
      )}
      {brokerNames.length > 1 && (
        <Select
          label={t('broker')}
          value={broker === '' ? '*' : broker}
          onChange={(next) => onChange({ broker: next === '*' ? '' : next })}
          options={[
            { value: '*', label: t('anyBroker') },
            ...[...new Set([...brokerNames, ...(broker === '' ? [] : [broker])])].map((name) => ({
              value: name,
              label: name,
            })),
          ]}
          className="max-w-55 border-line-2"
        />
      )}
    </>
  )
}
