import 'server-only'
import known from './broker-defaults.json'

export type ConfigDefault = { kind: 'value' | 'none' | 'detected' | 'unknown'; value: string | null }

const versions: Readonly<Record<string, { detected: readonly string[]; values: Record<string, string | null> }>> = known

/** Is there a table of this version's defaults? Other versions changed some, so theirs are unknown. */
export const hasDefaults = (version: string | null): boolean => version !== null && Object.hasOwn(versions, version)

/**
 * What a key of a broker of this version is without a configuration file. `none`: it is empty. `detected`: the broker
 * finds it on its machine (processors, host name, address, home folder).
 */
export function configDefault(version: string | null, key: string): ConfigDefault {
  const table = version === null || !Object.hasOwn(versions, version) ? undefined : versions[version]
  if (!table) return { kind: 'unknown', value: null }
  if (table.detected.includes(key)) return { kind: 'detected', value: null }
  if (!Object.hasOwn(table.values, key)) return { kind: 'unknown', value: null }
  const value = table.values[key] ?? null
  return value === null ? { kind: 'none', value } : { kind: 'value', value }
}
