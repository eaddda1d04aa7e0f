'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { useZone } from '@/components/ui/zone'
import { utcOffset } from '@/lib/format/zone'
import { isActive, type NavItem, navSections, nounIcons } from './nav'

/** The pages of the cluster, with their counts and what is wrong in them. */
export function Rail({ nav, version }: { nav: readonly NavItem[]; version: string }) {
  const t = useTranslations()
  const pathname = usePathname()
  const sections = navSections
    .map((ids) => ids.flatMap((id) => nav.filter((item) => item.id === id)))
    .filter((section) => section.length > 0)
  return (
    <nav
      aria-label={t('nav.main')}
      className="sticky top-[var(--bar-h)] z-20 flex h-[calc(100vh-var(--bar-h))] flex-col overflow-y-auto bg-bezel pt-2.5 pb-2 text-bezel-text-2 max-desk:hidden print:hidden"
    >
      {sections.map((section, index) => (
        <ul key={section[0]?.id} className={cn(index > 0 && 'mt-2 pt-2')}>
          {index > 0 && <li aria-hidden="true" className="mx-3.5 -mt-2 mb-2 h-px bg-bezel-line" />}
          {section.map((item) => (
            <li key={item.id}>
              <RailLink item={item} active={isActive(item, pathname)} />
            </li>
          ))}
        </ul>
      ))}
      <div className="mt-auto px-3.5 pt-2 pb-0.5 text-micro max-full:px-0 max-full:text-center">
        <div className="max-full:hidden">{t('frame.version', { version })}</div>
        <ZoneSwitch />
      </div>
    </nav>
  )
}

function RailLink({ item, active }: { item: NavItem; active: boolean }) {
  const t = useTranslations('nav')
  const format = useFormat()
  const Icon = nounIcons[item.id]
  const count = typeof item.count === 'number' ? format.count(item.count) : (item.count ?? null)
  return (
    <Link
      href={item.href}
      aria-current={active ? 'page' : undefined}
      className={cn(
        'relative flex h-7.5 items-center gap-2.5 pr-3 pl-3.5 text-bezel-text-2 hover:bg-bezel-2 hover:text-bezel-text hover:no-underline focus-visible:-outline-offset-2 focus-visible:outline-bezel-accent max-full:h-9 max-full:justify-center max-full:px-0',
        active &&
          'bg-bezel-2 font-medium text-bezel-text before:absolute before:inset-y-0 before:left-0 before:w-0.75 before:bg-bezel-accent',
      )}
    >
      <Icon className="size-4 flex-none stroke-[1.6]" />
      <span className="truncate max-full:sr-only">{t(item.id)}</span>
      {count !== null && (
        <span
          className={cn(
            'ml-auto text-small tabular-nums [font-stretch:88%] max-full:hidden',
            item.state === 'danger' && 'font-semibold text-bezel-danger',
            item.state === 'warning' && 'font-semibold text-bezel-warn',
          )}
        >
          {count}
        </span>
      )}
      {item.state && (
        <>
          <span className="sr-only">, {t(item.state === 'danger' ? 'problem' : 'warning')}</span>
          <i
            className={cn(
              'absolute top-1.75 right-2.5 size-1.75 rounded-full full:hidden',
              item.state === 'danger' ? 'bg-bezel-danger' : 'bg-bezel-warn',
            )}
          />
        </>
      )}
    </Link>
  )
}

/** Says the zone once for the whole page, and changes it. */
export function ZoneSwitch({ className }: { className?: string }) {
  const t = useTranslations('frame')
  const zone = useZone()
  const now = useNow()
  const hint = zone.mode === 'utc' ? t('switchToLocal') : t('switchToUtc')
  const offset = utcOffset(zone.timeZone, now ?? Date.now())
  const text = zone.mode === 'utc' ? t('zoneUtc') : t('zoneLocal', { offset })
  return (
    <button
      type="button"
      data-hint={hint}
      className={cn('text-left hover:text-bezel-text focus-visible:outline-bezel-accent', className)}
      onClick={() => zone.setMode(zone.mode === 'utc' ? 'local' : 'utc')}
    >
      <span className="max-full:sr-only">{text}</span>
      <span className="num full:hidden" aria-hidden="true" suppressHydrationWarning>
        {offset}
      </span>
    </button>
  )
}
