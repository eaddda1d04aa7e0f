import type { SquareState } from '@/components/ui/broker-squares'

/**
 * Where a client or group is connected, one square a broker name: a broker that does not answer may know it or not, so its
 * square says neither.
 */
export function seenOn(
  brokerNames: readonly string[],
  connectedTo: readonly string[],
  silent: ReadonlySet<string>,
): { name: string; state: SquareState }[] {
  return brokerNames.map((name) => ({
    name,
    state: silent.has(name) ? 'unknown' : connectedTo.includes(name) ? 'on' : 'off',
  }))
}

/** Broker names of the replicas (`broker-b/0`) that an answer lacks. */
export function silentNames(failed: readonly { target: string }[]): Set<string> {
  return new Set(failed.map(({ target }) => target.replace(/\/\d+$/, '')))
}

/** The version most clients have; null where none says one. */
export function usualVersion(versions: readonly (string | null)[]): string | null {
  const votes = new Map<string, number>()
  for (const version of versions) if (version !== null) votes.set(version, (votes.get(version) ?? 0) + 1)
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? null
}
