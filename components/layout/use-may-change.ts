'use client'

import { useTranslations } from 'next-intl'
import { readAbout } from '@/lib/contract/clusters'
import { useEndpoint } from './use-endpoint'

/** Why nothing can be changed from here; null where it can. The console refuses for itself: this saves a person the try. */
export function useMayChange(): string | null {
  const t = useTranslations('write')
  const about = useEndpoint(readAbout, {}, { once: true }).data
  if (about === undefined) return t('notKnownYet')
  return about.authMode === 'off' ? null : t('needsSignIn')
}
