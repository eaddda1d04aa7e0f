'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** Shown where a page threw while it was drawn. Next's digest finds the error in the server's log. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations('error')
  const common = useTranslations('common')
  return (
    <div className="mx-auto max-w-140 px-5 py-16">
      <div role="alert" className="grid gap-1.75 border border-l-3 border-line-2 border-l-danger-fill px-3.5 py-2.5">
        <h1 className="font-semibold text-danger">{t('title')}</h1>
        <p className="text-ink-2">{t('body')}</p>
        <div className="flex items-center gap-2">
          <Button onClick={reset}>
            <RotateCw />
            {common('retry')}
          </Button>
          {error.digest && <span className="mono text-ink-3">{t('request', { id: error.digest })}</span>}
        </div>
      </div>
    </div>
  )
}
