import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** One line of the palette. It leads somewhere (`href`) or does something (`run`). */
export interface Entry {
  /** Unique among the entries shown. */
  id: string
  icon: LucideIcon
  label: string
  mono?: boolean
  /** At the right: a lag, a rate, a state. */
  note?: ReactNode
  href?: string
  run?: () => void
}

export interface EntrySection {
  id: string
  heading: string
  /** "8 of 312", where some were left out. */
  count?: string | undefined
  entries: Entry[]
  /** A line below the entries. */
  foot?: ReactNode
}
