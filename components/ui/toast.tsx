'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'

interface ToastOptions {
  description?: string | undefined
  action?: { label: string; onClick: () => void }
  /** Milliseconds; default four seconds. */
  duration?: number
}

type Tone = 'success' | 'warning' | 'error'
type Show = (tone: Tone, text: string, options?: ToastOptions) => void

/** Drawn from the first toast on: most visits see none, and it is 11 kB. */
const View = dynamic(() => import('./toast-view').then((m) => m.ToastView), { ssr: false })

let show: Show | null = null
let wanted = false
/** Said before the view came; at most a few, it comes within a moment. */
let waiting: Parameters<Show>[] = []
const listeners = new Set<() => void>()

function say(...said: Parameters<Show>): void {
  if (show) {
    show(...said)
    return
  }
  waiting = [...waiting, said].slice(-5)
  wanted = true
  for (const listener of listeners) listener()
}

/** `toast.success('Topic created', { action: { label, onClick } })`, also `.warning` and `.error`. */
export const toast = {
  success: (text: string, options?: ToastOptions) => say('success', text, options),
  warning: (text: string, options?: ToastOptions) => say('warning', text, options),
  error: (text: string, options?: ToastOptions) => say('error', text, options),
}

/** Where toasts appear: bottom right, above the phone's tab bar. */
export function Toaster() {
  const isWanted = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => false,
  )
  return isWanted ? <View onReady={ready} /> : null
}

function ready(view: Show | null): void {
  show = view
  if (!view) return
  for (const said of waiting) view(...said)
  waiting = []
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
