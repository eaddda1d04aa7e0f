'use client'

import { useSyncExternalStore } from 'react'

/** Whether the keyboard has a ⌘ key; false on the server. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  )
}

function never(): () => void {
  return () => {}
}
