'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { Selection, Ticked } from './selection'

/** What is ticked now. */
export function useTicked(selection: Selection): Ticked {
  return useSyncExternalStore(
    selection.subscribe,
    () => selection.ticked,
    () => selection.ticked,
  )
}

/** The tick of one row; Space on the row does the same. */
export function SelectBox({ id, selection, listed }: { id: string; selection: Selection; listed: () => string[] }) {
  const t = useTranslations('deadLetters')
  const checked = useSyncExternalStore(
    selection.subscribe,
    () => selection.has(id),
    () => selection.has(id),
  )
  return (
    <Checkbox
      checked={checked}
      label={t('select')}
      tabIndex={-1}
      onChange={(_, event) => (event.shiftKey ? selection.extend(id, listed()) : selection.toggle(id, listed()))}
      className="-m-1.5 p-1.5"
    />
  )
}
