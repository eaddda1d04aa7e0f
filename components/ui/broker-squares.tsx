'use client'

import { useTranslations } from 'next-intl'
import { cn } from './cn'
import { squareLabels } from './square-labels'

/** `on` done or the same, `off` not concerned, `unknown` no answer, `warning` differs, `danger` refused or failed. */
export type SquareState = 'on' | 'off' | 'unknown' | 'warning' | 'danger'

const look: Record<SquareState, string> = {
  on: 'bg-hover text-ink-2',
  off: 'text-ink-3 inset-ring inset-ring-line-2',
  unknown: 'hatch bg-sunken text-unknown',
  warning: 'bg-warn-soft font-semibold text-warn shadow-[inset_0_-2px_0_var(--warn-fill)]',
  danger: 'bg-danger-soft font-semibold text-danger shadow-[inset_0_-2px_0_var(--danger-fill)]',
}

interface BrokerSquaresProps {
  /** Every broker name of the cluster, in the same order in every row. */
  brokers: readonly { name: string; state: SquareState; note?: string }[]
  className?: string
}

/** One square a broker name, always in the same place. */
export function BrokerSquares({ brokers, className }: BrokerSquaresProps) {
  const t = useTranslations('squares')
  const labels = squareLabels(brokers.map((b) => b.name))
  return (
    <span className={cn('inline-flex flex-wrap gap-0.75 align-middle', className)}>
      {brokers.map((broker, index) => {
        const text = broker.note ? `${broker.name}: ${broker.note}` : t(broker.state, { name: broker.name })
        return (
          <span
            key={broker.name}
            role="img"
            aria-label={text}
            data-hint={text}
            className={cn('grid size-4.5 place-items-center rounded-sm text-micro leading-none', look[broker.state])}
          >
            {broker.state === 'off' ? '' : labels[index]}
          </span>
        )
      })}
    </span>
  )
}
