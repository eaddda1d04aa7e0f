'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { endpointQuery } from '@/lib/api/query'
import type { OutputOf } from '@/lib/contract/endpoint'
import { searchCluster } from '@/lib/contract/search'

const TYPING_PAUSE_MS = 120

export type Found = OutputOf<typeof searchCluster>

/**
 * Searches the cluster when the reader stops typing; a newer search ends the one before. `pending` until the answer is
 * the one to `text`; until then the last answer stays, for another text.
 */
export function useSearch(cluster: string | null, text: string) {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const enabled = cluster !== null && settled !== ''
  const query = useQuery({
    ...endpointQuery(searchCluster, { cluster: cluster ?? '', q: settled }, { everyMs: false }),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  })
  const pending = cluster !== null && text !== '' && (settled !== text || query.isPlaceholderData || query.isPending)
  return {
    found: text === '' || !enabled ? undefined : query.data,
    pending: pending && !(settled === text && query.isError),
    error: settled === text && text !== '' ? query.error : null,
    retry: query.refetch,
  }
}
