import type { OutputOf } from '@/lib/contract/endpoint'
import type { readGroupConfig } from '@/lib/contract/groups'
import { naturalCompare } from '@/lib/domain/natural-sort'

type Config = OutputOf<typeof readGroupConfig>

export interface ConfigRow {
  key: string
  differs: boolean
  /** In the order of the answer's brokers; null: this broker has no such key. */
  values: (string | null)[]
}

/** The definition as keys by broker, those that differ first. Which differ is what the answer says. */
export function configRows(config: Pick<Config, 'items' | 'differences'>): ConfigRow[] {
  const differing = new Set(config.differences.map((difference) => difference.field))
  const byBroker = config.items.map((item) => new Map(item.values.map(({ key, value }) => [key, value])))
  const keys = [...new Set(config.items.flatMap((item) => item.values.map(({ key }) => key)))]
  return keys
    .sort((a, b) => Number(differing.has(b)) - Number(differing.has(a)) || naturalCompare(a, b))
    .map((key) => ({ key, differs: differing.has(key), values: byBroker.map((values) => values.get(key) ?? null) }))
}
