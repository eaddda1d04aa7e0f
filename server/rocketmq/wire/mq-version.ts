// MQVersion is an enum with a SNAPSHOT before each release; from 4.0.0 on the ordinal of x.y.z is
//   213 + 2 × ((x − 4) × 100 + y × 10 + z), its SNAPSHOT one less; 612 is HIGHER_VERSION, to which later values clamp.
const V4_0_0 = 213
const HIGHER_VERSION = 612

/** `5.5.0` or `5.5.0-SNAPSHOT` for a version ordinal; null for 3.x, HIGHER_VERSION and what is no ordinal. */
export function versionName(ordinal: number): string | null {
  if (!Number.isInteger(ordinal) || ordinal < V4_0_0 - 1 || ordinal >= HIGHER_VERSION) return null
  const snapshot = (ordinal - V4_0_0) % 2 !== 0
  const index = (ordinal + (snapshot ? 1 : 0) - V4_0_0) / 2
  const release = `${4 + Math.floor(index / 100)}.${Math.floor(index / 10) % 10}.${index % 10}`
  return snapshot ? `${release}-SNAPSHOT` : release
}

/**
 * The ordinal of `5.5.0`, `5.5.0-SNAPSHOT` or, as brokers describe themselves, `V5_5_0`; HIGHER_VERSION from 6.0.0 on.
 * @throws RangeError for any other text and for releases before 4.0.0.
 */
export function versionOrdinal(name: string): number {
  const [, major, minor, patch, snapshot] = /^V?(\d+)[._](\d)[._](\d)([-_]SNAPSHOT)?$/.exec(name) ?? []
  if (major === undefined || Number(major) < 4) throw new RangeError(`not a RocketMQ version from 4.0.0 on: ${name}`)
  const index = (Number(major) - 4) * 100 + Number(minor) * 10 + Number(patch)
  return Math.min(V4_0_0 + 2 * index - (snapshot ? 1 : 0), HIGHER_VERSION)
}
