import { differsByNature } from '@/lib/domain/config-diff'

export interface NameServerConfig {
  address: string
  /** Null: not known, see `reason`; undefined: not answered yet. */
  items: readonly { key: string; value: string | null; secret: boolean }[] | null | undefined
}

export interface ConfigRow {
  key: string
  /** One a name server, in their order; undefined where its configuration is not known. */
  values: ({ value: string | null; secret: boolean } | undefined)[]
  /** Of those known. A secret's values are not compared: nobody is shown them. */
  difference: 'same' | 'by-nature' | 'drift' | 'secret'
}

/** One row a key that any name server has, by name; a key that one of those known lacks has a null value there. */
export function configRows(configs: readonly NameServerConfig[]): ConfigRow[] {
  const tables = configs.map(({ items }) => items && new Map(items.map((item) => [item.key, item])))
  const keys = new Set(configs.flatMap(({ items }) => items?.map((item) => item.key) ?? []))
  return [...keys].sort().map((key) => {
    const values = tables.map((table) =>
      table ? { value: table.get(key)?.value ?? null, secret: table.get(key)?.secret ?? false } : undefined,
    )
    const known = values.filter((value) => value !== undefined)
    const difference = known.some((value) => value.secret)
      ? 'secret'
      : known.every((value) => value.value === known[0]?.value)
        ? 'same'
        : differsByNature(key)
          ? 'by-nature'
          : 'drift'
    return { key, values, difference }
  })
}

/**
 * Which of the values stand apart from what most say; all of them where no value has a majority. A missing value (null)
 * counts as a value.
 */
export function differing(values: readonly (string | null)[]): boolean[] {
  const votes = new Map<string | null, number>()
  for (const value of values) votes.set(value, (votes.get(value) ?? 0) + 1)
  if (votes.size < 2) return values.map(() => false)
  const majority = [...votes].find(([, count]) => count * 2 > values.length)
  return values.map((value) => majority === undefined || value !== majority[0])
}
