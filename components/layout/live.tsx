'use client'

import { createContext, type ReactNode, use, useMemo, useState } from 'react'

interface Live {
  paused: boolean
  /** When it was paused; null while it runs. */
  pausedAtMs: number | null
  /** How often pages ask again. */
  intervalMs: number
  /** For react-query: `refetchInterval: live.refetchInterval`. */
  refetchInterval: number | false
  setPaused: (paused: boolean) => void
}

const Context = createContext<Live | null>(null)

/** One switch for everything that moves on the page. */
export function LiveProvider({ intervalMs = 5_000, children }: { intervalMs?: number; children: ReactNode }) {
  const [pausedAtMs, setPausedAtMs] = useState<number | null>(null)
  const live = useMemo<Live>(
    () => ({
      paused: pausedAtMs !== null,
      pausedAtMs,
      intervalMs,
      refetchInterval: pausedAtMs === null ? intervalMs : false,
      setPaused: (paused) => setPausedAtMs(paused ? Date.now() : null),
    }),
    [pausedAtMs, intervalMs],
  )
  return <Context value={live}>{children}</Context>
}

/** Whether the page is live, and how often it asks again. */
export function useLive(): Live {
  const live = use(Context)
  if (!live) throw new Error('useLive outside LiveProvider')
  return live
}
