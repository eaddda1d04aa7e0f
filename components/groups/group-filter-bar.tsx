'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Select } from '@/components/ui/select'
import { useFormat } from '@/components/ui/use-format'
import { type GroupSegment, groupKinds, kindCount, segmentOf } from './group-kinds'

interface GroupFilterBarProps {
  /** Groups by kind over the whole cluster; null until the first answer. */
  kinds: { own: number; leftover: number; system: number } | null
  filters: { kind: string; state: string; topic: string }
  onChange: (choice: { kind?: string; state?: string; topic?: string }) => void
}

const states = ['online', 'offline', 'unknown'] as const

/** Whose groups, in which state, and of which topic where a link has named one. `*` is "any". */
export function GroupFilterBar({ kinds, filters, onChange }: GroupFilterBarProps) {
  const t = useTranslations('groups')
  const format = useFormat()
  const segment = segmentOf(filters.kind)
  const segments: GroupSegment[] = [...groupKinds, ...(segment === 'other' ? (['other'] as const) : [])]
  return (
    <>
      <SegmentedControl
        label={t('kind')}
        value={segment}
        onChange={(next) => onChange({ kind: next === 'own' ? '' : next === 'other' ? 'all' : next })}
        options={segments.map((value) => ({
          value,
          label: t(`segment.${value}`),
          ...(kinds === null ? {} : { count: format.count(kindCount(value, kinds)) }),
        }))}
      />
      <Select
        label={t('stateHead')}
        value={filters.state === '' ? '*' : filters.state}
        onChange={(next) => onChange({ state: next === '*' ? '' : next })}
        options={[
          { value: '*', label: t('anyState') },
          ...states.map((value) => ({ value, label: t(`state.${value}`) })),
          ...(filters.state === '' || states.some((value) => value === filters.state)
            ? []
            : [{ value: filters.state, label: filters.state }]),
        ]}
        className="border-line-2"
      />
      {filters.topic !== '' && (
        <Button
          className="max-w-80 border-transparent bg-brand-soft font-normal"
          aria-label={t('clearTopic', { topic: filters.topic })}
          data-hint={t('clearTopic', { topic: filters.topic })}
          onClick={() => onChange({ topic: '' })}
        >
          <span className="truncate">{t('ofTopic', { topic: filters.topic })}</span>
          <X />
        </Button>
      )}
    </>
  )
}
