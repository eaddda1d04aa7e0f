'use client'

import { useSyncExternalStore } from 'react'

let printing = false
const listeners = new Set<() => void>()

const set = (next: boolean) => () => {
  if (printing === next) return
  printing = next
  for (const listener of listeners) listener()
}
const begin = set(true)
const end = set(false)

/** Whether the page is being put on paper just now: what is drawn only in sight is then drawn whole. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => printing,
    () => false,
  )
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    printing = false
  }
}
