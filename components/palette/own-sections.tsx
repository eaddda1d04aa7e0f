'use client'

import {
  Clock3,
  Keyboard,
  Languages,
  Link2,
  MailSearch,
  Moon,
  Pause,
  Play,
  Printer,
  Rows3,
  Sun,
  SunMoon,
} from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useDensity } from '@/components/data-table/layout-choice'
import { useStored } from '@/components/data-table/use-stored'
import type { ClusterChoice } from '@/components/layout/cluster-switch'
import { useLanguage } from '@/components/layout/language-switch'
import { useLive } from '@/components/layout/live'
import { type NavItem, nounIcons } from '@/components/layout/nav'
import { IdKind } from '@/components/messages/id-kind'
import { readPasted } from '@/components/messages/pasted-id'
import { writeClipboard } from '@/components/ui/copy-button'
import { toast } from '@/components/ui/toast'
import { useZone } from '@/components/ui/zone'
import { nameMatch } from '@/lib/domain/name-match'
import { nameInPath } from '@/lib/url/name'
import { pages } from '@/lib/url/pages'
import type { Entry, EntrySection } from './entry'
import { readVisits, visitOf, visitsKey } from './recent-visits'

/** A pasted message id: where it can be looked up, and what it says of itself. */
export function usePastedSection(cluster: string | null, text: string): EntrySection | null {
  const t = useTranslations('palette')
  const pathname = usePathname()
  if (cluster === null || text.length < 32) return null
  const { found, topic } = readPasted(text)
  if (found.kind === null) return null
  const here = visitOf(cluster, pathname)
  const near = topic ?? (here?.kind === 'topics' ? here.name : null)
  const lookUp = (in_: string | null): Entry => ({
    id: `look up ${in_ ?? ''}`,
    icon: MailSearch,
    label: in_ === null ? t('lookUp') : t('lookUpIn', { topic: in_ }),
    href: pages.message(cluster, found.id, in_ ?? undefined),
  })
  return {
    id: 'pasted',
    heading: t('looksLikeId'),
    entries: near === null ? [lookUp(null)] : [lookUp(near), lookUp(null)],
    foot: <IdKind found={found} />,
  }
}

/** What was opened before in this browser, without the page that is open. */
export function useRecentSection(cluster: string | null): EntrySection[] {
  const t = useTranslations('palette')
  const pathname = usePathname()
  const [stored] = useStored(visitsKey(cluster ?? ''))
  if (cluster === null) return []
  const entries = readVisits(cluster, stored)
    .filter((visit) => visit.href.split('?')[0] !== pathname)
    .slice(0, 6)
    .map(
      ({ kind, name, href }): Entry => ({
        id: `recent ${kind} ${name}`,
        icon: nounIcons[kind],
        label: name,
        mono: kind === 'messages',
        href,
      }),
    )
  return entries.length > 0 ? [{ id: 'recent', heading: t('recent'), entries }] : []
}

/** Pages, other clusters, and what can be done without changing anything in the cluster; by name, or all. */
export function useOwnSections({
  cluster,
  clusters,
  nav,
  words,
  onKeys,
}: {
  cluster: string | null
  clusters: readonly ClusterChoice[]
  nav: readonly NavItem[]
  words: readonly string[]
  onKeys: () => void
}): EntrySection[] {
  const t = useTranslations('palette')
  const tNav = useTranslations('nav')
  const actions = useActions(onKeys)
  const matches = ({ label, id }: Entry) => nameMatch(`${label} ${id}`, words) !== null
  const toPages = nav.map(
    (item): Entry => ({
      id: `page ${item.id}`,
      icon: nounIcons[item.id],
      label: tNav(item.id),
      href: item.href,
    }),
  )
  const toClusters = clusters
    .filter((choice) => choice.id !== cluster)
    .map(
      (choice): Entry => ({
        id: `cluster ${choice.id}`,
        icon: nounIcons.clusters,
        label: choice.name ?? choice.id,
        href: choice.href ?? pages.overview(nameInPath(choice.id)),
      }),
    )
  return [
    { id: 'pages', heading: t('pages'), entries: toPages.filter(matches) },
    { id: 'clusters', heading: t('clusters'), entries: toClusters.filter(matches) },
    { id: 'actions', heading: t('actions'), entries: actions.filter(matches) },
  ].filter((section) => section.entries.length > 0)
}

function useActions(onKeys: () => void): Entry[] {
  const t = useTranslations('palette')
  const common = useTranslations('common')
  const { theme = 'system', setTheme } = useTheme()
  const { other, switchLanguage } = useLanguage()
  const zone = useZone()
  const live = useLive()
  const [density, setDensity] = useDensity('normal')
  const themes = [
    { id: 'light', icon: Sun, label: t('themeLight') },
    { id: 'dark', icon: Moon, label: t('themeDark') },
    { id: 'system', icon: SunMoon, label: t('themeSystem') },
  ]
  const copyLink = async () => {
    if (await writeClipboard(location.href)) toast.success(t('linkCopied'))
    else toast.error(common('copyFailed'))
  }
  return [
    {
      id: 'action live',
      icon: live.paused ? Play : Pause,
      label: live.paused ? t('resume') : t('pause'),
      run: () => live.setPaused(!live.paused),
    },
    { id: 'action link', icon: Link2, label: t('copyLink'), run: () => void copyLink() },
    ...themes
      .filter(({ id }) => id !== theme)
      .map(({ id, icon, label }) => ({ id: `action theme ${id}`, icon, label, run: () => setTheme(id) })),
    {
      id: `action language ${other.locale}`,
      icon: Languages,
      label: t('language', { name: other.name }),
      run: switchLanguage,
    },
    {
      id: 'action time zone',
      icon: Clock3,
      label: zone.mode === 'utc' ? t('zoneLocal') : t('zoneUtc'),
      run: () => zone.setMode(zone.mode === 'utc' ? 'local' : 'utc'),
    },
    {
      id: 'action density',
      icon: Rows3,
      label: density === 'compact' ? t('normal') : t('dense'),
      run: () => setDensity(density === 'compact' ? 'normal' : 'compact'),
    },
    // Once the panel is gone, or the panel is what gets printed.
    { id: 'action print', icon: Printer, label: t('print'), run: () => setTimeout(() => window.print(), 200) },
    { id: 'action keys ?', icon: Keyboard, label: t('keys'), run: onKeys },
  ]
}
