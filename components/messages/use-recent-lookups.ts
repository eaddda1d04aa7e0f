'use client'

import { useCallback, useMemo } from 'react'
import { useStored } from '@/components/data-table/use-stored'
import { type RecentLookup, readRecent, withLookup } from './recent-lookups'

// Without the moment: it is set when the lookup is kept.
type NewLookup = RecentLookup extends infer L ? (L extends RecentLookup ? Omit<L, 'atMs'> : never) : never

/** The messages found in this browser, per cluster, newest first. */
export function useRecentLookups(cluster: string) {
  const [text, store] = useStored(storageKey(cluster))
  const recent = useMemo(() => readRecent(text), [text])
  const remember = useCallback(
    (lookup: NewLookup) => {
      const before = readRecent(localStorageText(storageKey(cluster)))
      store(JSON.stringify(withLookup(before, { ...lookup, atMs: Date.now() } as RecentLookup)))
    },
    [cluster, store],
  )
  const forget = useCallback(() => store(null), [store])
  return { recent, remember, forget }
}

const storageKey = (cluster: string) => `rocketdeck.lookups.${cluster}`

function localStorageText(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    // A browser that keeps nothing remembers nothing.
    return null
  }
}
