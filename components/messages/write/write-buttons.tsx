'use client'

import { Copy, Play, Send } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { MessageCopy } from '../message-copy'
import { WriteAction } from './write-action'

// Few visits write: the dialogs come when they are first opened.
const SendDialog = dynamic(() => import('./send-dialog').then((part) => part.SendDialog), { ssr: false })
const CopyDialog = dynamic(() => import('./copy-dialog').then((part) => part.CopyDialog), { ssr: false })
const RunOnceDialog = dynamic(() => import('./run-once-dialog').then((part) => part.RunOnceDialog), { ssr: false })

/** Open or not, and whether it ever was. */
function useDialog() {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const onOpen = () => {
    setWanted(true)
    setOpen(true)
  }
  return { open, wanted, onOpen, onOpenChange: setOpen }
}

export function SendButton({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('write')
  const { wanted, onOpen, ...dialog } = useDialog()
  return (
    <>
      <WriteAction label={t('sendTest')} icon={<Send />} onOpen={onOpen} />
      {wanted && <SendDialog cluster={cluster} topic={topic} {...dialog} />}
    </>
  )
}

export function CopyToTopicButton({
  cluster,
  message,
  small = false,
}: {
  cluster: string
  message: MessageCopy
  small?: boolean
}) {
  const t = useTranslations('write')
  const { wanted, onOpen, ...dialog } = useDialog()
  return (
    <>
      <WriteAction label={t('copyToTopic')} icon={<Copy />} onOpen={onOpen} small={small} />
      {wanted && <CopyDialog key={message.offsetMessageId} cluster={cluster} message={message} {...dialog} />}
    </>
  )
}

export function RunOnceButton({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('write')
  const { wanted, onOpen, ...dialog } = useDialog()
  const groups = message.consumption?.map(({ group }) => group) ?? []
  if (groups.length === 0) return null
  return (
    <>
      <WriteAction label={t('runOnce')} icon={<Play />} onOpen={onOpen} small />
      {wanted && (
        <RunOnceDialog key={message.offsetMessageId} cluster={cluster} message={message} groups={groups} {...dialog} />
      )}
    </>
  )
}
