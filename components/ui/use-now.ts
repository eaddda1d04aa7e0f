'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now: number | null = null
let timer: ReturnType<typeof setInterval> | undefined

/**
 * The time, once a second, from one clock for the whole page; null while the server draws and before the first tick,
 * since the two would not agree. The timer runs only while somebody listens.
 */
export function useNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) {
    timer = setInterval(tick, 1_000)
    queueMicrotask(tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || !timer) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}
