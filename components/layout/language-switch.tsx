'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { writeCookie } from '@/components/ui/cookie'
import { localeCookie } from '@/lib/i18n/locale'
import { barButton } from './bar-button'

/** The other language, in its own words; the page stays where it is. */
export function LanguageSwitch({ className }: { className?: string }) {
  const t = useTranslations('frame')
  const { other, switchLanguage } = useLanguage()
  return (
    <button
      type="button"
      className={cn(barButton, 'max-desk:hidden', className)}
      data-hint={other.name}
      aria-label={`${t('language')}: ${other.name}`}
      lang={other.locale}
      onClick={switchLanguage}
    >
      {other.mark}
    </button>
  )
}

const languages = {
  en: { locale: 'en', name: 'English', mark: 'EN' },
  'zh-CN': { locale: 'zh-CN', name: '简体中文', mark: '文' },
} as const

/** The language that is not shown now, and the way to it. */
export function useLanguage() {
  const router = useRouter()
  const locale = useLocale()
  const other = locale === 'en' ? languages['zh-CN'] : languages.en
  return {
    other,
    switchLanguage: () => {
      writeCookie(localeCookie, other.locale)
      router.refresh()
    },
  }
}
