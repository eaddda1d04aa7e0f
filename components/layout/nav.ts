import {
  ArrowUpFromLine,
  Gauge,
  KeyRound,
  Layers,
  type LucideIcon,
  MailSearch,
  MailX,
  Orbit,
  ScrollText,
  Server,
  Settings2,
  Signpost,
  UsersRound,
} from 'lucide-react'

/** One icon a noun, the same in rail, palette and tables. */
export const nounIcons = {
  clusters: Orbit,
  overview: Gauge,
  topics: Layers,
  groups: UsersRound,
  messages: MailSearch,
  deadLetters: MailX,
  producers: ArrowUpFromLine,
  brokers: Server,
  nameServers: Signpost,
  acl: KeyRound,
  audit: ScrollText,
  settings: Settings2,
} satisfies Record<string, LucideIcon>

export type NavId = keyof typeof nounIcons

/** An entry of the rail; give only pages that exist. */
export interface NavItem {
  /** Names its word (message `nav.<id>`) and icon. */
  id: NavId
  href: string
  /** A number is written with commas, a text (`7/8`) as it is; null draws nothing. */
  count?: number | string | null
  /** `danger` and `warning` colour the count, and are a dot where the rail has no room for words. */
  state?: 'danger' | 'warning' | undefined
}

/** Sections of the rail, divided by hairlines, in the order they are drawn. */
export const navSections: readonly (readonly NavId[])[] = [
  ['clusters'],
  ['overview', 'topics', 'groups', 'messages', 'deadLetters', 'producers'],
  ['brokers', 'nameServers'],
  ['acl', 'audit', 'settings'],
]

/** What stands in the phone's tab bar, before "More". */
export const phoneTabs: readonly NavId[] = ['overview', 'groups', 'topics', 'messages']

/** The same where no cluster is chosen. */
export const homeTabs: readonly NavId[] = ['clusters', 'settings']

/** Whether the page at `pathname` belongs to the entry. */
export function isActive(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`)
}
