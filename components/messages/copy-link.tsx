'use client'

import { Check, Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { writeClipboard } from '@/components/ui/copy-button'
import { toast } from '@/components/ui/toast'

/** Copies the whole address of a message. */
export function CopyLink({ href, small }: { href: string; small?: boolean }) {
  const t = useTranslations('message')
  const common = useTranslations('common')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const done = await writeClipboard(window.location.origin + href)
    setCopied(done)
    if (!done) toast.error(common('copyFailed'))
  }
  return (
    <Button size={small ? 'sm' : 'default'} data-hint={t('copyLinkHint')} onClick={() => void copy()}>
      {copied ? <Check /> : <Link2 />}
      {copied ? common('copied') : t('copyLink')}
    </Button>
  )
}
