import 'server-only'
import { configDifferences } from '@/lib/domain/config-diff.ts'

export type ConfigValue = { key: string; value: string | null; secret: boolean }
export type ConfigOf = { target: string; version: string | null; entries: readonly ConfigValue[] | null }

export type ComparedEntry = ConfigValue & {
  others: Array<{ target: string; value: string | null }>
  difference: 'same' | 'by-nature' | 'drift'
}

/**
 * Each entry of a server's configuration with the others whose value differs. Keys that only others have are listed with
 * value null, unless their server runs another version (which has keys of its own). Secrets have no values to compare.
 */
export function configWithDifferences(own: ConfigOf, others: readonly ConfigOf[]): ComparedEntry[] {
  const secrets = new Set([own, ...others].flatMap((c) => (c.entries ?? []).filter((e) => e.secret).map((e) => e.key)))
  const ownKeys = new Set(own.entries?.map((entry) => entry.key))
  const differences = new Map(
    configDifferences([own, ...others].map(({ target, entries }) => ({ target, values: entries && record(entries) })))
      .filter(({ key }) => !secrets.has(key))
      .map((difference) => [difference.key, difference]),
  )
  const ofOtherVersion = new Set(
    others.filter((o) => o.version !== null && own.version !== null && o.version !== own.version).map((o) => o.target),
  )
  const othersOf = (key: string, value: string | null) =>
    (differences.get(key)?.values ?? []).filter(
      (other) =>
        other.target !== own.target &&
        other.value !== value &&
        !((other.value === null || value === null) && ofOtherVersion.has(other.target)),
    )
  const compared = (entry: ConfigValue): ComparedEntry => {
    const differing = othersOf(entry.key, entry.value)
    const natural = differences.get(entry.key)?.natural ?? false
    return {
      ...entry,
      others: differing,
      difference: differing.length === 0 ? 'same' : natural ? 'by-nature' : 'drift',
    }
  }
  const missing = [...differences.keys()]
    .filter((key) => !ownKeys.has(key))
    .map((key) => compared({ key, value: null, secret: false }))
    .filter((entry) => entry.others.length > 0)
  return [...(own.entries ?? []).map(compared), ...missing]
}

const record = (entries: readonly ConfigValue[]): Record<string, string> =>
  Object.fromEntries(entries.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))
