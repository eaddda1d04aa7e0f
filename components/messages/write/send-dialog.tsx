'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { useCommand } from '@/components/layout/use-command'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { sendMessage } from '@/lib/contract/message-writes'
import { readTopicGroups, readTopicQueues } from '@/lib/contract/topics'
import { type DraftField, emptyDraft, errorsByField, inputOf, missingIn, type SendDraft } from './send-draft'
import { SendFields } from './send-fields'
import { StoredResult } from './stored-result'

interface SendDialogProps {
  cluster: string
  topic: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

const REFRESHED = [readTopicQueues]

/** One message for a test: written, confirmed in a sentence, sent once, and shown where it now stands. */
export function SendDialog({ cluster, topic, open, onOpenChange }: SendDialogProps) {
  const t = useTranslations('write')
  const [draft, setDraft] = useState<SendDraft>(emptyDraft)
  const [step, setStep] = useState<'edit' | 'confirm'>('edit')
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>({})
  const send = useCommand(sendMessage, { refreshes: REFRESHED })
  const errors: Partial<Record<DraftField, string>> = {
    ...errorsByField(send.error?.problem?.errors ?? []),
    ...Object.fromEntries(Object.entries(missing).map(([field, what]) => [field, t(`missing.${what}`)])),
  }
  const change = (next: Partial<SendDraft>) => {
    setDraft((before) => ({ ...before, ...next }))
    setMissing({})
  }
  const next = () => {
    const found = missingIn(draft)
    setMissing(found)
    if (Object.keys(found).length === 0) setStep('confirm')
  }
  const now = () => {
    setStep('edit')
    send.mutate(inputOf(draft, { cluster, topic }))
  }
  const item = send.data?.item
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('sendTo', { topic })}
        description={t('sendWhat')}
        className="max-w-170"
        footer={
          item ? (
            <>
              <Button onClick={() => send.reset()}>{t('another')}</Button>
              <Button className="ml-auto" onClick={() => onOpenChange(false)}>
                {t('close')}
              </Button>
            </>
          ) : step === 'confirm' ? (
            <>
              {/* Keys: other buttons than those of the step before, or a second click would confirm unseen. */}
              <Button key="back" autoFocus onClick={() => setStep('edit')}>
                {t('back')}
              </Button>
              <Button key="now" variant="default" className="ml-auto" onClick={now}>
                {t('send')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
              <Button variant="default" className="ml-auto" disabled={send.isPending} onClick={next}>
                {send.isPending ? t('sending') : t('continue')}
              </Button>
            </>
          )
        }
      >
        {item ? (
          <StoredResult cluster={cluster} item={item} />
        ) : step === 'confirm' ? (
          <Confirm cluster={cluster} topic={topic} draft={draft} />
        ) : (
          <div className="grid gap-4">
            {send.error && Object.keys(errors).length === 0 && <ProblemState error={send.error} />}
            <SendFields cluster={cluster} topic={topic} draft={draft} errors={errors} onChange={change} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  )
}

/** What will happen, and who gets it, in a sentence. */
function Confirm({ cluster, topic, draft }: { cluster: string; topic: string; draft: SendDraft }) {
  const t = useTranslations('write')
  return (
    <div className="grid gap-2">
      <p>
        {t.rich('confirm', { kind: draft.kind, topic, cluster, b: strong })} <Readers cluster={cluster} topic={topic} />
      </p>
      {draft.kind === 'transaction' && draft.transaction !== 'commit' && (
        <p className="text-ink-2">{t(`ended.${draft.transaction}`)}</p>
      )}
    </div>
  )
}

const strong = (words: ReactNode) => <b className="font-semibold wrap-anywhere">{words}</b>

/** The groups that read a topic, or that nobody knows them all. */
export function Readers({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('write')
  const { data } = useEndpoint(readTopicGroups, { cluster, topic }, { once: true })
  if (data === undefined) return t('readersAsked')
  const groups = data.items.map(({ name }) => name)
  const named = t('readers', { count: groups.length, groups: groups.slice(0, 20).join(', ') })
  const more = groups.length > 20 ? ` ${t('readersMore', { count: groups.length - 20 })}` : ''
  const silent = data.completeness.failed.map(({ target }) => target)
  return `${named}${more}${silent.length > 0 ? ` ${t('readersUnknown', { targets: silent.join(', ') })}` : ''}`
}
