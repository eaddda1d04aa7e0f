'use client'

import { Check, Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/copy-button'

/** Copies the whole address of a message. */
export function CopyLink({ href, small }: { href: string; small?: boolean }) {
  const t = useTranslations('message')
  const common = useTranslations('common')
  const { copied, copy } = useCopy()
  return (
    <Button
      size={small ? 'sm' : 'default'}
      data-hint={t('copyLinkHint')}
      onClick={() => void copy(window.location.origin + href)}
    >
      {copied ? <Check /> : <Link2 />}
      {copied ? common('copied') : t('copyLink')}
    </Button>
  )
}
