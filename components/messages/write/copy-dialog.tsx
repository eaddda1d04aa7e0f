'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { useCommand } from '@/components/layout/use-command'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { copyMessage } from '@/lib/contract/message-writes'
import { readTopicQueues } from '@/lib/contract/topics'
import type { MessageCopy } from '../message-copy'
import { TopicField } from '../topic-field'
import { Readers } from './send-dialog'
import { StoredResult } from './stored-result'

interface CopyDialogProps {
  cluster: string
  message: MessageCopy
  open: boolean
  onOpenChange: (open: boolean) => void
}

const REFRESHED = [readTopicQueues]

/** The body and own properties of a message as a new one of a topic: chosen, confirmed in a sentence, stored once. */
export function CopyDialog({ cluster, message, open, onOpenChange }: CopyDialogProps) {
  const t = useTranslations('write')
  const [toTopic, setToTopic] = useState('')
  const [sure, setSure] = useState(false)
  const copy = useCommand(copyMessage, { refreshes: REFRESHED })
  const item = copy.data?.item
  const now = () => {
    setSure(false)
    copy.mutate({ cluster, messageId: message.offsetMessageId, toTopic })
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('copyTitle')}
        description={t('copyWhat')}
        footer={
          item ? (
            <Button className="ml-auto" onClick={() => onOpenChange(false)}>
              {t('close')}
            </Button>
          ) : sure ? (
            <>
              {/* Keys: other buttons than those of the step before, or a second click would confirm unseen. */}
              <Button key="back" autoFocus onClick={() => setSure(false)}>
                {t('back')}
              </Button>
              <Button key="now" variant="default" className="ml-auto" onClick={now}>
                {t('copy')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
              <Button
                variant="default"
                className="ml-auto"
                disabled={copy.isPending || toTopic.trim() === ''}
                onClick={() => setSure(true)}
              >
                {copy.isPending ? t('sending') : t('continue')}
              </Button>
            </>
          )
        }
      >
        {item ? (
          <StoredResult cluster={cluster} item={item} />
        ) : sure ? (
          <p>
            {t.rich('copyConfirm', {
              topic: toTopic,
              cluster,
              b: (words) => <b className="font-semibold wrap-anywhere">{words}</b>,
            })}{' '}
            <Readers cluster={cluster} topic={toTopic} />
          </p>
        ) : (
          <div className="grid min-h-80 content-start gap-4">
            {copy.error && <ProblemState error={copy.error} />}
            <TopicField cluster={cluster} label={t('toTopic')} value={toTopic} onChange={setToTopic} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  )
}
