import type { NavId } from './nav'

/** Where keys hold. */
export type KeyPlace = 'everywhere' | 'tables' | 'inPalette'

/** One entry of the key map; `keys.<id>` is what it does, in words. */
export interface KeyEntry {
  id:
    | 'palette'
    | 'map'
    | 'search'
    | 'close'
    | 'goOverview'
    | 'goTopics'
    | 'goGroups'
    | 'goMessages'
    | 'goBrokers'
    | 'goNameServers'
    | 'goDeadLetters'
    | 'goProducers'
    | 'goSettings'
    | 'rows'
    | 'ends'
    | 'screens'
    | 'openRow'
    | 'selectRow'
    | 'selectRows'
    | 'items'
    | 'openItem'
    | 'openItemNewTab'
  place: KeyPlace
  /** Pressed one after another. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys: readonly string[]
  /** `keys` are choices instead (up or down). */
  either?: boolean
  /** The page this goes to; shown only where that page exists. */
  page?: NavId
}

/** Every key there is: the handler acts by this list and the key map shows it. */
export const keyEntries: readonly KeyEntry[] = [
  { id: 'palette', place: 'everywhere', keys: ['Mod+K'] },
  { id: 'map', place: 'everywhere', keys: ['?'] },
  { id: 'close', place: 'everywhere', keys: ['Esc'] },
  { id: 'goOverview', place: 'everywhere', keys: ['G', 'O'], page: 'overview' },
  { id: 'goTopics', place: 'everywhere', keys: ['G', 'T'], page: 'topics' },
  { id: 'goGroups', place: 'everywhere', keys: ['G', 'G'], page: 'groups' },
  { id: 'goMessages', place: 'everywhere', keys: ['G', 'M'], page: 'messages' },
  { id: 'goDeadLetters', place: 'everywhere', keys: ['G', 'D'], page: 'deadLetters' },
  { id: 'goProducers', place: 'everywhere', keys: ['G', 'P'], page: 'producers' },
  { id: 'goBrokers', place: 'everywhere', keys: ['G', 'B'], page: 'brokers' },
  { id: 'goNameServers', place: 'everywhere', keys: ['G', 'N'], page: 'nameServers' },
  { id: 'goSettings', place: 'everywhere', keys: ['G', 'S'], page: 'settings' },
  { id: 'search', place: 'tables', keys: ['/'] },
  { id: 'rows', place: 'tables', keys: ['↑', '↓'], either: true },
  { id: 'ends', place: 'tables', keys: ['Home', 'End'], either: true },
  { id: 'screens', place: 'tables', keys: ['PgUp', 'PgDn'], either: true },
  { id: 'openRow', place: 'tables', keys: ['↵'] },
  { id: 'selectRow', place: 'tables', keys: ['Space'] },
  { id: 'selectRows', place: 'tables', keys: ['⇧ Space'] },
  { id: 'items', place: 'inPalette', keys: ['↑', '↓'], either: true },
  { id: 'openItem', place: 'inPalette', keys: ['↵'] },
  { id: 'openItemNewTab', place: 'inPalette', keys: ['Mod+↵'] },
]

/** What the handler itself does; the other keys belong to the part that has the focus. */
const handled = keyEntries.filter((e) => e.id === 'map' || e.id === 'search' || e.page !== undefined)

/** How long the second key of two may take. */
export const SEQUENCE_MS = 1_500

/** What a key does after the one before it (`pending`): an entry, the first half of one, or nothing. */
export function pressed(pending: string | null, key: string): { entry: KeyEntry | null; pending: string | null } {
  const upper = key.length === 1 ? key.toUpperCase() : key
  if (pending !== null) {
    const entry = handled.find((e) => e.keys.length === 2 && e.keys[0] === pending && e.keys[1] === upper)
    if (entry) return { entry, pending: null }
  }
  const entry = handled.find((e) => e.keys.length === 1 && e.keys[0] === upper) ?? null
  const begins = handled.some((e) => e.keys.length === 2 && e.keys[0] === upper)
  return { entry, pending: entry === null && begins ? upper : null }
}

/** Whether a key pressed here belongs to what has the focus: a field, a menu, an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input,textarea,select,[contenteditable],[role=dialog],[role=menu],[role=listbox]') !== null
  )
}

/** A key as the reader's keyboard names it. */
export function keyName(key: string, isMac: boolean): string {
  return key.replace('Mod+', isMac ? '⌘' : 'Ctrl ')
}
