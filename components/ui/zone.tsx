'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { formatZoneCookie, type ZoneChoice, zoneCookie } from '@/lib/format/zone'
import { writeCookie } from './cookie'

interface ZoneContext extends ZoneChoice {
  /** Local time or UTC, for every time on every page; remembered. */
  setMode: (mode: ZoneChoice['mode']) => void
}

const Context = createContext<ZoneContext | null>(null)

/** Holds the reader's time zone; the server draws the first page in the zone that the cookie names. */
export function ZoneProvider({ initial, children }: { initial: ZoneChoice; children: ReactNode }) {
  const router = useRouter()
  const [mode, setMode] = useState(initial.mode)
  const ownZone = useSyncExternalStore(subscribeNever, browserZone, () => initial.timeZone)
  const timeZone = mode === 'utc' ? 'UTC' : ownZone

  useEffect(() => {
    writeCookie(zoneCookie, formatZoneCookie({ mode, timeZone }))
  }, [mode, timeZone])

  const value = useMemo(
    () => ({
      mode,
      timeZone,
      setMode: (next: ZoneChoice['mode']) => {
        setMode(next)
        writeCookie(zoneCookie, formatZoneCookie({ mode: next, timeZone: next === 'utc' ? 'UTC' : browserZone() }))
        router.refresh()
      },
    }),
    [mode, timeZone, router],
  )
  return <Context value={value}>{children}</Context>
}

/** The zone in which times are written, and the switch for it. */
export function useZone(): ZoneContext {
  const zone = use(Context)
  if (!zone) throw new Error('useZone outside ZoneProvider')
  return zone
}

function subscribeNever(): () => void {
  return () => {}
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
