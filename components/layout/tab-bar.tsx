'use client'

import { Menu } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import { useZone } from '@/components/ui/zone'
import { useLanguage } from './language-switch'
import { useLive } from './live'
import { homeTabs, isActive, type NavItem, navSections, nounIcons, phoneTabs } from './nav'

const tabLook =
  'relative flex flex-col items-center justify-center gap-0.75 text-micro leading-3.5 text-bezel-text-2 hover:no-underline focus-visible:-outline-offset-2 focus-visible:outline-bezel-accent [&_svg]:size-4.5 [&_svg]:stroke-[1.6]'
const tabOn = 'text-bezel-text shadow-[inset_0_3px_0_var(--bezel-accent)]'

/** The phone's way round: four pages and the rest. */
export function TabBar({ nav, version }: { nav: readonly NavItem[]; version: string }) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const [open, setOpen] = useState(false)
  const ids = nav.some((item) => item.id === 'clusters') ? homeTabs : phoneTabs
  const tabs = ids.flatMap((id) => nav.filter((item) => item.id === id))
  const rest = navSections.flat().flatMap((id) => nav.filter((item) => item.id === id && !ids.includes(id)))
  return (
    <nav
      aria-label={t('main')}
      className="fixed inset-x-0 bottom-0 z-40 grid h-14 auto-cols-fr grid-flow-col border-t border-bezel-line bg-bezel desk:hidden print:hidden"
    >
      {tabs.map((item) => {
        const Icon = nounIcons[item.id]
        const active = isActive(item, pathname)
        return (
          <Link
            key={item.id}
            href={item.href}
            aria-current={active ? 'page' : undefined}
            className={cn(tabLook, active && tabOn)}
          >
            <Icon />
            {t(item.id)}
          </Link>
        )
      })}
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger className={cn(tabLook, rest.some((item) => isActive(item, pathname)) && tabOn)}>
          <Menu />
          {t('more')}
        </SheetTrigger>
        <SheetContent side="bottom" title={t('more')}>
          <ul className="-mx-5 -mt-4 empty:hidden">
            {rest.map((item) => {
              const Icon = nounIcons[item.id]
              return (
                <li key={item.id}>
                  <Link
                    href={item.href}
                    onClick={() => setOpen(false)}
                    className="flex h-11 items-center gap-3 border-b border-line px-5 text-ink"
                  >
                    <Icon className="size-4 stroke-[1.6] text-ink-2" />
                    {t(item.id)}
                  </Link>
                </li>
              )
            })}
          </ul>
          <Preferences version={version} />
        </SheetContent>
      </Sheet>
    </nav>
  )
}

function Preferences({ version }: { version: string }) {
  const t = useTranslations('frame')
  const { theme, setTheme } = useTheme()
  const zone = useZone()
  const live = useLive()
  const { other, switchLanguage } = useLanguage()
  return (
    <div className="grid gap-3 pt-4 text-small text-ink-2">
      <SegmentedControl
        label={t('theme')}
        value={theme ?? 'system'}
        onChange={setTheme}
        options={[
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
          { value: 'system', label: t('themeSystem') },
        ]}
      />
      <SegmentedControl
        label={t('zone')}
        value={zone.mode}
        onChange={(mode) => zone.setMode(mode === 'utc' ? 'utc' : 'local')}
        options={[
          { value: 'local', label: t('zoneLocal', { offset: '' }).replace(/[,\s]+$/, '') },
          { value: 'utc', label: t('zoneUtc') },
        ]}
      />
      <div className="flex gap-4">
        <button type="button" className="h-9 text-link" lang={other.locale} onClick={switchLanguage}>
          {other.name}
        </button>
        <button type="button" className="h-9 text-link" onClick={() => live.setPaused(!live.paused)}>
          {live.paused ? t('resume') : t('pause')}
        </button>
      </div>
      <div className="text-micro text-ink-3">{t('version', { version })}</div>
    </div>
  )
}
