'use client'

import { useTranslations } from 'next-intl'
import { readAbout } from '@/lib/contract/clusters'
import { useEndpoint } from './use-endpoint'

/** Why nothing can be changed here, in words; null: it can, as far as is known. */
export function useLocked(): string | null {
  const t = useTranslations('frame')
  const { data } = useEndpoint(readAbout, {}, { once: true })
  return data?.authMode === 'none' ? t('readOnly') : null
}
