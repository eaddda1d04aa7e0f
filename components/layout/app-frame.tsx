'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { RememberVisits } from '@/components/palette/remember-visits'
import { useFormat } from '@/components/ui/use-format'
import type { Moment } from '@/lib/format/clock'
import { type ClusterChoice, ClusterSwitch } from './cluster-switch'
import { FocusHeading } from './focus-heading'
import { KeyHandler } from './key-handler'
import { KeyMap } from './key-map'
import { LanguageSwitch } from './language-switch'
import { LiveIndicator } from './live-indicator'
import type { NavItem } from './nav'
import { Palette } from './palette'
import { Rail } from './rail'
import { TabBar } from './tab-bar'
import { ThemeSwitch } from './theme-switch'
import type { CompletenessInfo } from './truth'
import { TruthMeter } from './truth-meter'

interface AppFrameProps {
  /** Id of the cluster in the URL; null where no cluster is chosen. */
  cluster: string | null
  clusters: readonly ClusterChoice[]
  /** Only pages that exist. */
  nav: readonly NavItem[]
  /** What the meter counts: the brokers of a cluster, or clusters. */
  meterOf?: 'brokers' | 'clusters'
  /** Null until anything has answered. */
  completeness: CompletenessInfo | null
  /** Names of all replicas in their order, so that each keeps its place in the meter. */
  targets?: readonly string[]
  asOf: Moment | null
  /** How often brokers are asked, how long each may take, and when those that answered did. */
  pace?: { everyMs: number; timeoutMs: number } | null
  answeredAt?: readonly [oldest: string, newest: string] | null
  /** Above the page: that what it shows has gone stale. */
  banner?: ReactNode
  /** The console's own version. */
  version: string
  /** Right of the switches: the account, once there are any. */
  account?: ReactNode
  children: ReactNode
}

/** The bezel round every page: bar, rail, and on a phone the tab bar. It does not change from page to page. */
export function AppFrame({
  cluster,
  clusters,
  nav,
  meterOf,
  completeness,
  targets,
  asOf,
  pace,
  answeredAt,
  banner,
  version,
  account,
  children,
}: AppFrameProps) {
  const t = useTranslations('frame')
  const [keysOpen, setKeysOpen] = useState(false)
  return (
    <div className="grid min-h-screen print:block grid-cols-[var(--rail-w)_minmax(0,1fr)] grid-rows-[var(--bar-h)_1fr] max-desk:grid-cols-[minmax(0,1fr)] max-desk:pb-14">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-raised focus:px-3 focus:py-1"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-30 col-span-full print:hidden flex items-center gap-2 border-b border-bezel-line bg-bezel pr-3 text-bezel-text max-desk:pr-2">
        <Link
          href="/"
          aria-label={t('home')}
          className="flex w-[var(--rail-w)] flex-none items-center gap-2.25 pl-3.5 text-lead leading-none font-semibold tracking-[-0.005em] text-bezel-text [font-stretch:106%] hover:no-underline max-full:pl-4.5 max-desk:w-auto max-desk:pl-3.5"
        >
          <LogoMark />
          <span className="max-full:hidden">Rocketdeck</span>
        </Link>
        <ClusterSwitch cluster={cluster} clusters={clusters} />
        <Palette cluster={cluster} clusters={clusters} nav={nav} onKeys={() => setKeysOpen(true)} />
        <div className="flex-1" />
        <LiveIndicator />
        <TruthMeter
          noun={meterOf}
          completeness={completeness}
          targets={targets}
          asOf={asOf}
          pace={pace}
          answeredAt={answeredAt}
        />
        <ThemeSwitch />
        <LanguageSwitch />
        {account}
      </header>
      <Rail nav={nav} version={version} />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none px-[var(--gutter)] pb-6">
        {banner}
        {children}
        <PrintedLine cluster={clusters.find((c) => c.id === cluster)?.name ?? cluster} asOf={asOf} version={version} />
      </main>
      <TabBar nav={nav} version={version} />
      <KeyHandler nav={nav} onMap={() => setKeysOpen(true)} />
      <KeyMap nav={nav} open={keysOpen} onOpenChange={setKeysOpen} />
      <FocusHeading />
      {cluster !== null && <RememberVisits cluster={cluster} />}
    </div>
  )
}

/** On paper: of what, when, in which zone, from where. */
function PrintedLine({ cluster, asOf, version }: { cluster: string | null; asOf: Moment | null; version: string }) {
  const t = useTranslations('frame')
  const format = useFormat()
  return (
    <p className="hidden pt-4 text-micro print:block" suppressHydrationWarning>
      {t('printed', { cluster: cluster ?? '–', time: format.dateTime(asOf) ?? '–', zone: format.timeZone, version })}
    </p>
  )
}

function LogoMark() {
  return (
    <svg viewBox="0 0 16 18" aria-hidden="true" className="h-4.5 w-4 flex-none text-bezel-accent">
      <path d="M8 0 15.2 12.4H.8Z" fill="currentColor" />
      <path d="M8 5.6 11 12.4H5Z" fill="var(--bezel)" />
      <path d="M.8 14.8h14.4v2.4H.8z" fill="currentColor" />
    </svg>
  )
}
