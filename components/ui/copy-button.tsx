'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { toast } from './toast'

/** Puts a text on the clipboard; also where the page is served without TLS and the browser has no clipboard for it. */
export function CopyButton({ text, label, className }: { text: string; label?: string; className?: string }) {
  const t = useTranslations('common')
  const { copied, copy } = useCopy()
  const hint = copied ? t('copied') : (label ?? t('copy'))
  return (
    <Button
      variant="ghost"
      size="iconSm"
      aria-label={hint}
      data-hint={hint}
      className={className}
      onClick={() => void copy(text)}
    >
      {copied ? <Check /> : <Copy />}
    </Button>
  )
}

/** `copied` says so for a moment after `copy` has put a text on the clipboard; a refusal is said in a toast. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string) => {
    const done = await writeClipboard(text)
    setCopied(done)
    if (!done) toast.error(t('copyFailed'))
  }
  return { copied, copy }
}

/** Puts a text on the clipboard; false where the browser refuses. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No clipboard on plain http: the old way, through a selection.
    const area = document.createElement('textarea')
    area.value = text
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
