import 'server-only'
import type { ReplicaState } from './state'

/** diskMaxUsedSpaceRatio is a per cent number; the broker holds it between 10 and 95 (MessageStoreConfig). */
export function diskThreshold(replica: ReplicaState): number | null {
  const percent = Number(replica.config.value?.find((e) => e.key === 'diskMaxUsedSpaceRatio')?.value ?? Number.NaN)
  return Number.isFinite(percent) ? Math.min(95, Math.max(10, percent)) / 100 : null
}
