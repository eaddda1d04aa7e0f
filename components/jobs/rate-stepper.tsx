'use client'

import { useTranslations } from 'next-intl'
import { Stepper } from '@/components/ui/stepper'
import { useFormat } from '@/components/ui/use-format'
import { nextRate } from './job-values'

/** Messages a second, in steps of 1, 2, 5. */
export function RateStepper({
  rate,
  onRate,
  disabled = false,
  className,
}: {
  rate: number
  onRate: (rate: number) => void
  disabled?: boolean
  className?: string
}) {
  const t = useTranslations('jobs')
  const format = useFormat()
  const go = (up: boolean) => {
    const next = nextRate(rate, up)
    return next === null ? null : () => onRate(next)
  }
  return (
    <Stepper
      label={t('rate')}
      lessLabel={t('slower')}
      moreLabel={t('faster')}
      onLess={go(false)}
      onMore={go(true)}
      disabled={disabled}
      {...(className ? { className } : {})}
    >
      {t('perSecond', { rate: format.count(rate) ?? '' })}
    </Stepper>
  )
}
