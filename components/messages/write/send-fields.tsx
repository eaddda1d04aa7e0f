'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { readTopicRoute } from '@/lib/contract/topics'
import { type DraftField, type SendDraft, sendKinds, transactionEnds } from './send-draft'

interface SendFieldsProps {
  cluster: string
  topic: string
  draft: SendDraft
  errors: Partial<Record<DraftField, string>>
  onChange: (next: Partial<SendDraft>) => void
}

/** The message: its kind and that kind's own field, body, tags, keys, properties, and where it goes. */
export function SendFields(props: SendFieldsProps) {
  const t = useTranslations('write')
  const { draft, errors, onChange } = props
  const id = useId()
  return (
    <>
      <div className="grid gap-1.25">
        <span className="text-small font-medium text-ink-2">{t('kind')}</span>
        <SegmentedControl
          label={t('kind')}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
          options={sendKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          className="justify-self-start"
        />
        <p className="text-small text-ink-3">{t(`kindHelp.${draft.kind}`)}</p>
      </div>
      <KindField {...props} />
      <Field label={t('body')} htmlFor={`${id}-body`} error={errors.body} help={t(`bodyHelp.${draft.bodyAs}`)}>
        <SegmentedControl
          label={t('bodyAs')}
          size="sm"
          value={draft.bodyAs}
          onChange={(bodyAs) => onChange({ bodyAs })}
          options={[
            { value: 'text', label: t('text') },
            { value: 'base64', label: 'Base64' },
          ]}
          className="justify-self-start"
        />
        <Textarea
          id={`${id}-body`}
          mono
          rows={6}
          value={draft.body}
          onChange={(event) => onChange({ body: event.target.value })}
          aria-invalid={errors.body !== undefined}
          aria-describedby={`${id}-body-note`}
        />
      </Field>
      <div className="grid gap-4 desk:grid-cols-2">
        <TextField name="tags" label={t('tag')} {...props} />
        <TextField name="keys" label={t('keys')} help={t('keysHelp')} {...props} />
      </div>
      <Properties {...props} />
      {draft.kind !== 'ordered' && <Place {...props} />}
    </>
  )
}

function TextField({
  name,
  label,
  help,
  draft,
  errors,
  onChange,
  ...input
}: SendFieldsProps & {
  name: 'tags' | 'keys' | 'shardingKey' | 'delayLevel' | 'deliverAt'
  label: string
  help?: string
  type?: string
  step?: number
}) {
  const id = useId()
  const { cluster: _, topic: __, ...given } = input
  return (
    <Field label={label} htmlFor={id} error={errors[name]} help={help}>
      <Input
        {...given}
        id={id}
        size="lg"
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
        aria-invalid={errors[name] !== undefined}
        aria-describedby={help || errors[name] ? `${id}-note` : undefined}
      />
    </Field>
  )
}

/** What only the chosen kind has. */
function KindField(props: SendFieldsProps) {
  const t = useTranslations('write')
  const { draft, onChange } = props
  switch (draft.kind) {
    case 'normal':
      return null
    case 'ordered':
      return <TextField name="shardingKey" label={t('shardingKey')} help={t('shardingKeyHelp')} {...props} />
    case 'delay':
      return <TextField name="delayLevel" label={t('delayLevel')} help={t('delayLevelHelp')} type="number" {...props} />
    case 'timer':
      return (
        <TextField
          name="deliverAt"
          label={t('deliverAt')}
          help={t('deliverAtHelp')}
          type="datetime-local"
          step={1}
          {...props}
        />
      )
    case 'transaction':
      return (
        <div className="grid gap-1.25">
          <span className="text-small font-medium text-ink-2">{t('transactionEnd')}</span>
          <SegmentedControl
            label={t('transactionEnd')}
            value={draft.transaction}
            onChange={(transaction) => onChange({ transaction })}
            options={transactionEnds.map((end) => ({ value: end, label: t(`end.${end}`) }))}
            className="justify-self-start"
          />
        </div>
      )
  }
}

function Properties({ draft, errors, onChange }: SendFieldsProps) {
  const t = useTranslations('write')
  const { properties } = draft
  const put = (id: number, next: { name?: string; value?: string }) =>
    onChange({ properties: properties.map((row) => (row.id === id ? { ...row, ...next } : row)) })
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1.25 text-small font-medium text-ink-2">{t('properties')}</legend>
      {properties.map(({ id, name, value }, at) => (
        <div key={id} className="flex gap-1.5">
          <Input
            aria-label={t('propertyName', { number: at + 1 })}
            placeholder={t('name')}
            value={name}
            onChange={(event) => put(id, { name: event.target.value })}
            aria-invalid={errors.properties !== undefined}
            className="flex-1"
            mono
          />
          <Input
            aria-label={t('propertyValue', { number: at + 1 })}
            placeholder={t('value')}
            value={value}
            onChange={(event) => put(id, { value: event.target.value })}
            className="flex-2"
            mono
          />
          <Button
            variant="ghost"
            size="icon"
            aria-label={t('removeProperty', { number: at + 1 })}
            onClick={() => onChange({ properties: properties.filter((row) => row.id !== id) })}
          >
            <Trash2 />
          </Button>
        </div>
      ))}
      {errors.properties && (
        <p role="alert" className="text-small text-danger">
          {errors.properties}
        </p>
      )}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() =>
          onChange({ properties: [...properties, { id: (properties.at(-1)?.id ?? 0) + 1, name: '', value: '' }] })
        }
      >
        <Plus />
        {t('addProperty')}
      </Button>
    </fieldset>
  )
}

const ANY = 'any'

function Place({ cluster, topic, draft, errors, onChange }: SendFieldsProps) {
  const t = useTranslations('write')
  const id = useId()
  const route = useEndpoint(readTopicRoute, { cluster, topic }, { once: true }).data
  const takers = (route?.queues ?? []).filter(({ permission }) => permission === 'rw' || permission === 'w')
  const queues = takers.find(({ brokerName }) => brokerName === draft.broker)?.writeQueues ?? 0
  const named = (names: readonly string[], any: string) => [
    { value: ANY, label: any },
    ...names.map((name) => ({ value: name, label: name })),
  ]
  const chosen = (value: string) => (value === ANY ? '' : value)
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <Field label={t('broker')} htmlFor={`${id}-broker`} error={errors.broker}>
        <Select
          id={`${id}-broker`}
          size="lg"
          value={draft.broker || ANY}
          onChange={(value) => onChange({ broker: chosen(value), queue: '' })}
          options={named(
            takers.map(({ brokerName }) => brokerName),
            t('anyBroker'),
          )}
        />
      </Field>
      {draft.broker !== '' && (
        <Field label={t('queue')} htmlFor={`${id}-queue`} error={errors.queue}>
          <Select
            id={`${id}-queue`}
            size="lg"
            value={draft.queue || ANY}
            onChange={(value) => onChange({ queue: chosen(value) })}
            options={named(
              Array.from({ length: queues }, (_, queue) => String(queue)),
              t('anyQueue'),
            )}
          />
        </Field>
      )}
    </div>
  )
}
