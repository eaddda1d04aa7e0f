'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/freshness'
import { useFormat } from '@/components/ui/use-format'
import { lookupHref } from './recent-lookups'
import { useRecentLookups } from './use-recent-lookups'

/** Messages found before, newest first; each leads back to its own. */
export function RecentList({ cluster, empty }: { cluster: string; empty: ReactNode }) {
  const t = useTranslations('messages')
  const format = useFormat()
  const { recent, forget } = useRecentLookups(cluster)
  if (recent.length === 0) return empty
  return (
    <>
      <ul>
        {recent.map((lookup) => {
          const href = lookupHref(cluster, lookup)
          return (
            <li key={href} className="flex min-h-9 items-center gap-3 border-b border-line py-1 last:border-b-0">
              <Link href={href} prefetch={false} className="min-w-0 flex-1 text-ink">
                {lookup.by === 'id' ? (
                  <span className="mono block truncate">{lookup.id}</span>
                ) : (
                  <span className="num block truncate">
                    {`${lookup.broker} / ${lookup.queueId} @ ${format.count(lookup.offset)}`}
                  </span>
                )}
                {lookup.topic !== null && <span className="block truncate text-micro text-ink-3">{lookup.topic}</span>}
              </Link>
              <Ago at={lookup.atMs} className="text-small text-ink-3" />
            </li>
          )
        })}
      </ul>
      <div className="flex items-center gap-3 pt-1.5">
        <span className="flex-1 text-micro text-ink-3">{t('recentNote')}</span>
        <Button size="sm" variant="ghost" onClick={forget}>
          {t('forget')}
        </Button>
      </div>
    </>
  )
}
