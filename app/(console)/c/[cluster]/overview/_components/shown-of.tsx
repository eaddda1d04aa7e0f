'use client'

import { useTranslations } from 'next-intl'

/** Rows of a list on a screen of common height; a high one has room for all of them (see `fewRows`). */
const FEW = 8

/** How many of a list's things stand below: fewer on a screen of common height. */
export function ShownOf({ shown, total }: { shown: number; total: number }) {
  const t = useTranslations('overview')
  const text = (count: number) => t('shownOf', { shown: count, total })
  if (shown <= FEW) return text(shown)
  return (
    <>
      <span className="[@media(height>1200px)]:hidden">{text(FEW)}</span>
      <span className="[@media(height<=1200px)]:hidden">{text(shown)}</span>
    </>
  )
}

/** For what stands around the lists: their rows from the ninth on only on a screen of more than 1,200 px. */
export const fewRows = '[@media(height<=1200px)]:[&_tbody>tr:nth-child(n+9)]:hidden'
