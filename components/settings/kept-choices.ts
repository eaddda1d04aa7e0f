'use client'

import { useSyncExternalStore } from 'react'

const PREFIX = 'rocketdeck.'

export interface KeptChoices {
  /** Tables whose columns were chosen or moved. */
  columns: number
  /** Lists of recent pages and look-ups. */
  recent: number
  other: number
}

/** What the console keeps in a browser, by the names it is kept under. */
export function countChoices(keys: readonly string[]): KeptChoices {
  const own = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
  const tables = new Set(
    own.flatMap((key) => {
      const [kind, ...name] = key.split('.')
      return kind === 'columns' || kind === 'column-order' ? [name.join('.')] : []
    }),
  )
  const recent = own.filter((key) => /^(visits|lookups)\./.test(key)).length
  const other = own.filter((key) => !/^(columns|column-order|visits|lookups)\./.test(key)).length
  return { columns: tables.size, recent, other }
}

/** The same for this browser, kept up to date. */
export function useKeptChoices(): KeptChoices {
  const keys = useSyncExternalStore(
    subscribe,
    () => ownKeys().join('\n'),
    () => '',
  )
  return countChoices(keys.split('\n'))
}

/** Forgets all of it; tables and lists that are open notice. */
export function forgetChoices(): void {
  for (const key of ownKeys()) localStorage.removeItem(key)
  window.dispatchEvent(new StorageEvent('storage'))
}

function ownKeys(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .sort()
  } catch {
    return [] // storage is refused: nothing is kept
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  return () => window.removeEventListener('storage', listener)
}
