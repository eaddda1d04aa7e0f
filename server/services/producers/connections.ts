import 'server-only'
import type { z } from 'zod'
import type { ProducerConnection } from '@/lib/contract/topics'
import { completenessOf, type TargetOutcome } from '@/lib/domain/completeness.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { isCurrent, iso, isoOrNull, type Side } from '@/server/metrics/sides'
import { replicaKey } from '@/server/metrics/state'
import type { Truth } from '../truth'

export type ProducerRow = z.infer<typeof ProducerConnection>

/**
 * What these brokers say of their producers (328, every 30 s), one row per group and client. Those of a silent broker
 * stay with the time they were last seen.
 */
export function producerRows(sides: readonly Side[]): ProducerRow[] {
  const rows = new Map<string, ProducerRow>()
  for (const side of sides) {
    for (const { group, clientId, address, language, version, lastSeenAt } of side.state.producers.value ?? []) {
      const key = JSON.stringify([group, clientId])
      const known = rows.get(key)
      const seenAt = isoOrNull(lastSeenAt)
      if (!known) {
        const brokers = [side.brokerName]
        rows.set(key, { group, clientId, address, language, version, lastSeenAt: seenAt, brokers })
        continue
      }
      if (!known.brokers.includes(side.brokerName)) known.brokers.push(side.brokerName)
      known.language ??= language
      known.version ??= version
      // The address is the one of the connection that was heard of last.
      if (seenAt !== null && (known.lastSeenAt === null || seenAt > known.lastSeenAt)) {
        known.lastSeenAt = seenAt
        known.address = address
      }
    }
  }
  return [...rows.values()].sort((a, b) => naturalCompare(a.group, b.group) || naturalCompare(a.clientId, b.clientId))
}

/** Whether what this broker says of its producers is current: only a master knows them. */
export function knowsProducers({ silent, serving, state }: Side, now: number): boolean {
  return !silent && serving?.brokerId === 0 && isCurrent(state.producers, now)
}

/** Truth of an answer about producers: a broker that speaks but did not give this table is named too. */
export function truthOfProducers(sides: readonly Side[], now: number): Truth {
  const outcomes: TargetOutcome[] = []
  const times: number[] = []
  for (const side of sides) {
    outcomes.push(...side.outcomes)
    const { producers } = side.state
    // Only a master knows its producers; one that does not answer is named already.
    if (side.silent || side.serving?.brokerId !== 0) continue
    if (isCurrent(producers, now)) {
      times.push(producers.asOf!)
      continue
    }
    outcomes.push({
      target: replicaKey(side.brokerName, side.serving.brokerId),
      reason: producers.error?.reason ?? 'Its producers were not read yet',
      lastGoodAt: isoOrNull(producers.asOf),
    })
  }
  return { asOf: times.length > 0 ? iso(Math.min(...times)) : null, completeness: completenessOf(outcomes) }
}
