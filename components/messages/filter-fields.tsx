'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field, Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { filterNames, type MessageFilters } from './filters'

/** What a message must have besides its topic: a tag, and one thing more. */
export function FilterFields({
  value,
  onChange,
}: {
  value: MessageFilters
  onChange: (part: Partial<MessageFilters>) => void
}) {
  const t = useTranslations('messages')
  const id = useId()
  return (
    <>
      <Field label={t('tag')} htmlFor={`${id}-tag`} className="w-29 max-desk:w-full">
        <Input
          id={`${id}-tag`}
          value={value.tag}
          placeholder={t('any')}
          maxLength={255}
          onChange={(event) => onChange({ tag: event.target.value })}
        />
      </Field>
      <Field
        label={t('filter')}
        htmlFor={`${id}-is`}
        className="min-w-70 flex-1 max-desk:w-full max-desk:min-w-0 max-desk:flex-auto"
        help={value.where === 'pattern' || value.where === 'property' ? t(`whereHelp.${value.where}`) : undefined}
      >
        <span className="flex min-w-0 gap-1">
          <Select
            label={t('filterBy')}
            value={value.where}
            onChange={(where) => onChange({ where })}
            options={filterNames.map((name) => ({ value: name, label: t(`where.${name}`) }))}
            className="w-36 flex-none"
          />
          <Input
            id={`${id}-is`}
            mono
            className="w-0 flex-1"
            value={value.is}
            placeholder={t('any')}
            maxLength={1024}
            onChange={(event) => onChange({ is: event.target.value })}
            onClear={() => onChange({ is: '' })}
          />
        </span>
      </Field>
    </>
  )
}
