'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { StaleBanner } from '@/components/ui/banner'
import { useNow } from '@/components/ui/use-now'
import { useLive } from './live'
import { staleness } from './stale'
import { useStreamHealth } from './use-live-series'

interface Asked {
  dataUpdatedAt: number
  failureCount: number
  isError: boolean
  fetchStatus: 'fetching' | 'paused' | 'idle'
}

/** Says that the page has gone stale, and for how long; goes by itself when answers come again. */
export function StaleWatch({ cluster, query }: { cluster: string; query: Asked }) {
  const now = useNow()
  const live = useLive()
  const client = useQueryClient()
  const liveSinceMs = useLiveSince(live.paused)
  const stream = useStreamHealth(cluster)
  if (now === null || liveSinceMs === null) return null
  const stale = staleness({
    nowMs: now,
    answeredAtMs: query.dataUpdatedAt || null,
    asking: query.isError || query.failureCount > 0 || query.fetchStatus !== 'idle',
    streamLostSinceMs: stream.lostSinceMs,
    liveSinceMs,
  })
  if (!stale) return null
  return (
    <StaleBanner
      lastAt={stale.lastAtMs}
      nowMs={now}
      source={stale.source}
      className="mt-3"
      onReconnect={() => {
        void client.refetchQueries({ type: 'active' })
        stream.reconnect()
      }}
    />
  )
}

/** Since when the page is seen and not paused; null while it is not. */
function useLiveSince(paused: boolean): number | null {
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    const look = () => setSince(document.visibilityState === 'hidden' || paused ? null : Date.now())
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [paused])
  return since
}
