'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { useDensity } from '@/components/data-table/layout-choice'
import { Button } from '@/components/ui/button'
import { writeCookie } from '@/components/ui/cookie'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { toast } from '@/components/ui/toast'
import { useNow } from '@/components/ui/use-now'
import { useZone } from '@/components/ui/zone'
import { utcOffset } from '@/lib/format/zone'
import { localeCookie } from '@/lib/i18n/locale'
import { forgetChoices, useKeptChoices } from './kept-choices'

/** Theme, language, time zone and density; each is kept in this browser and can be forgotten. */
export function Appearance() {
  const t = useTranslations('settings')
  const frame = useTranslations('frame')
  const table = useTranslations('table')
  const router = useRouter()
  const locale = useLocale()
  const now = useNow()
  const { theme, setTheme } = useTheme()
  const zone = useZone()
  const [density, setDensity] = useDensity('normal')
  const kept = useKeptChoices()
  const isNothing = kept.columns + kept.recent + kept.other === 0
  // The theme is known to the browser alone; before it has spoken, none is chosen.
  const chosenTheme = now === null ? '' : (theme ?? 'system')
  const chooseLanguage = (next: string) => {
    writeCookie(localeCookie, next)
    router.refresh()
  }
  const reset = () => {
    forgetChoices()
    setTheme('system')
    zone.setMode('local')
    toast.success(t('resetDone'))
  }
  return (
    <Section title={t('appearance')} note={t('appearanceNote')}>
      <dl className="grid">
        <Choice label={frame('theme')}>
          <SegmentedControl
            label={frame('theme')}
            value={chosenTheme}
            onChange={setTheme}
            options={[
              { value: 'light', label: frame('themeLight') },
              { value: 'dark', label: frame('themeDark') },
              { value: 'system', label: frame('themeSystem') },
            ]}
          />
        </Choice>
        <Choice label={frame('language')}>
          <SegmentedControl
            label={frame('language')}
            value={locale}
            onChange={chooseLanguage}
            options={[
              { value: 'en', label: <span lang="en">English</span> },
              { value: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
            ]}
          />
        </Choice>
        <Choice label={frame('zone')}>
          <SegmentedControl
            label={frame('zone')}
            value={zone.mode}
            onChange={zone.setMode}
            options={[
              {
                value: 'local',
                label:
                  zone.mode === 'utc' || now === null
                    ? t('local')
                    : frame('zoneLocal', { offset: utcOffset(zone.timeZone, now) }),
              },
              { value: 'utc', label: frame('zoneUtc') },
            ]}
          />
        </Choice>
        <Choice label={table('density')}>
          <SegmentedControl
            label={table('density')}
            value={density}
            onChange={setDensity}
            options={[
              { value: 'normal', label: table('densityNormal') },
              { value: 'compact', label: table('densityCompact') },
            ]}
          />
        </Choice>
        <Choice label={t('kept')}>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-ink-2">
              {isNothing
                ? t('keptNothing')
                : t('keptWhat', { columns: kept.columns, recent: kept.recent, other: kept.other })}
            </span>
            <Button onClick={reset}>{t('reset')}</Button>
          </span>
        </Choice>
      </dl>
    </Section>
  )
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[120px_minmax(0,1fr)] items-center gap-x-4 border-b border-line py-1.5 max-desk:grid-cols-1 max-desk:gap-y-1">
      <dt className="text-small text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
