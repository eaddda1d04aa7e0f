'use client'

import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { nameInPath } from '@/lib/url/name'
import { barButton } from './bar-button'

export interface ClusterChoice {
  id: string
  /** Shown; default is the id. */
  name?: string
  /** Default is the cluster's overview. */
  href?: string
}

/** Names the cluster that the page is about, and goes to another. */
export function ClusterSwitch({ cluster, clusters }: { cluster: string | null; clusters: readonly ClusterChoice[] }) {
  const t = useTranslations('frame')
  const current = clusters.find((c) => c.id === cluster)
  // Where no cluster is chosen, all of them are; with one there is nothing to choose.
  const name = current?.name ?? cluster ?? (clusters.length > 1 ? t('allClusters') : null)
  if (name === null) return null
  const look = cn(barButton, 'ml-3 min-w-0 font-medium text-bezel-text max-full:ml-1 max-desk:ml-0.5')
  if (clusters.length < 2) return <span className={cn(look, 'truncate hover:bg-transparent')}>{name}</span>
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={look} aria-label={t('switchCluster', { name })}>
        <span className="truncate">{name}</span>
        <ChevronsUpDown className="size-3.5 stroke-[1.6]" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>{t('cluster')}</DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <Link
            href="/"
            {...(cluster === null ? { 'aria-current': 'true' as const, className: 'font-medium text-ink' } : {})}
          >
            {t('allClusters')}
          </Link>
        </DropdownMenuItem>
        {clusters.map((choice) => (
          <DropdownMenuItem key={choice.id} asChild>
            <Link
              href={choice.href ?? `/c/${nameInPath(choice.id)}/overview`}
              {...(choice.id === cluster ? { 'aria-current': 'true' as const, className: 'font-medium text-ink' } : {})}
            >
              {choice.name ?? choice.id}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
