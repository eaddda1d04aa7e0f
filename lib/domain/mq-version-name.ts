/** Ordinal of MQVersion.Version.V4_0_0; before each release stands its SNAPSHOT. */
const V4_0_0 = 213
/** MQVersion.Version.HIGHER_VERSION; MQVersion#value2Version clamps anything above to it. */
const HIGHER_VERSION = 612

/**
 * Version to show for the ordinal that clients and brokers send: 401 → `4.9.4`, 400 → `4.9.4-SNAPSHOT`. From 4.0.0 on
 * the ordinal is 213 + 2·((x−4)·100 + y·10 + z); what is older is `3.x`, what is newer than the table `> 5.9.9`.
 * null for null and for what is no ordinal.
 */
export function mqVersionName(ordinal: number | null): string | null {
  if (ordinal === null || !Number.isInteger(ordinal) || ordinal < 0) return null
  if (ordinal < V4_0_0 - 1) return '3.x'
  if (ordinal >= HIGHER_VERSION) return '> 5.9.9'
  const release = Math.ceil((ordinal - V4_0_0) / 2)
  const name = `${4 + Math.floor(release / 100)}.${Math.floor(release / 10) % 10}.${release % 10}`
  return (ordinal - V4_0_0) % 2 === 0 ? name : `${name}-SNAPSHOT`
}

/** Version to show for a broker's `brokerVersionDesc`: `V5_3_3_SNAPSHOT` → `5.3.3-SNAPSHOT`; another text as it is. */
export function mqVersionFromDescription(description: string | null): string | null {
  if (!description) return null
  if (description === 'HIGHER_VERSION') return mqVersionName(HIGHER_VERSION)
  const match = /^V(\d+)_(\d+)_(\d+)(?:_(\w+))?$/.exec(description)
  if (!match) return description
  const [, major, minor, patch, suffix] = match
  return `${major}.${minor}.${patch}${suffix ? `-${suffix}` : ''}`
}

/** Major version of a name from the two functions above; null when it has none. */
export function majorVersion(name: string | null): number | null {
  const match = /^(?:> )?(\d+)\./.exec(name ?? '')
  return match ? Number(match[1]) : null
}
