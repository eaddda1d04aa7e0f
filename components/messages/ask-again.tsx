'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Freshness } from '@/components/ui/freshness'

/** When it was asked what became of a message, and asking anew: that costs several calls, so it does not poll. */
export function AskAgain({ asOf, onAsk }: { asOf: string | null; onAsk: () => void }) {
  const t = useTranslations('truth')
  return (
    <span className="inline-flex items-center gap-1.5">
      <Freshness asOf={asOf} />
      <Button variant="ghost" size="iconSm" aria-label={t('askAgain')} data-hint={t('askAgain')} onClick={onAsk}>
        <RotateCw />
      </Button>
    </span>
  )
}
