'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { useCommand } from '@/components/layout/use-command'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { KeyValues } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readGroupClients } from '@/lib/contract/groups'
import { consumeMessage } from '@/lib/contract/message-writes'
import type { MessageCopy } from '../message-copy'

interface RunOnceDialogProps {
  cluster: string
  message: MessageCopy
  groups: readonly string[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

const ANY = 'any client'

/** Hands the message to one client of a group, now: whose code runs is said before, and what it answered after. */
export function RunOnceDialog({ cluster, message, groups, open, onOpenChange }: RunOnceDialogProps) {
  const t = useTranslations('write')
  const id = useId()
  const [group, setGroup] = useState(groups[0] ?? '')
  const [clientId, setClientId] = useState(ANY)
  const run = useCommand(consumeMessage)
  const now = () =>
    run.mutate({
      cluster,
      messageId: message.offsetMessageId,
      group,
      ...(clientId === ANY ? {} : { clientId }),
    })
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('runTitle')}
        description={t('runWhat')}
        footer={
          <>
            <Button onClick={() => onOpenChange(false)}>{t(run.data ? 'close' : 'cancel')}</Button>
            <Button variant="default" className="ml-auto" disabled={run.isPending || group === ''} onClick={now}>
              {run.isPending ? t('running') : t(run.data ? 'runAgain' : 'runNow')}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <div className="grid gap-4 desk:grid-cols-2">
            <Field label={t('group')} htmlFor={`${id}-group`}>
              <Select
                id={`${id}-group`}
                size="lg"
                value={group}
                onChange={(next) => {
                  setGroup(next)
                  setClientId(ANY)
                  run.reset()
                }}
                options={groups.map((name) => ({ value: name, label: name }))}
              />
            </Field>
            {group !== '' && <ClientField cluster={cluster} group={group} value={clientId} onChange={setClientId} />}
          </div>
          <p>{t('runConfirm', { group, broker: message.brokerName ?? '–' })}</p>
          {run.error && <ProblemState error={run.error} />}
          {run.data && <RunResult answer={run.data} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}

function ClientField({
  cluster,
  group,
  value,
  onChange,
}: {
  cluster: string
  group: string
  value: string
  onChange: (clientId: string) => void
}) {
  const t = useTranslations('write')
  const id = useId()
  const clients = useEndpoint(readGroupClients, { cluster, group }, { once: true }).data
  return (
    <Field label={t('client')} htmlFor={id}>
      <Select
        id={id}
        size="lg"
        value={value}
        onChange={onChange}
        options={[
          { value: ANY, label: t('anyClient') },
          ...(clients?.items ?? []).map(({ clientId }) => ({ value: clientId, label: clientId })),
        ]}
      />
    </Field>
  )
}

function RunResult({ answer }: { answer: OutputOf<typeof consumeMessage> }) {
  const t = useTranslations('write')
  const format = useFormat()
  return (
    <div role="status" className="grid gap-3 border-t border-rule pt-3">
      <p className="font-medium">{t(`result.${answer.result}`)}</p>
      <KeyValues
        items={[
          { id: 'client', key: t('client'), value: <span className="mono">{answer.clientId}</span> },
          { id: 'word', key: t('itsWord'), value: answer.resultName ?? <Unknown>{t('noWord')}</Unknown> },
          {
            id: 'spent',
            key: t('spent'),
            value: answer.spentMs === null ? <Unknown>{t('noWord')}</Unknown> : `${format.count(answer.spentMs)} ms`,
          },
        ]}
      />
      {answer.remark && (
        <pre className="mono max-h-60 overflow-auto bg-sunken px-2 py-1.5 wrap-anywhere whitespace-pre-wrap">
          {answer.remark}
        </pre>
      )}
    </div>
  )
}
