/** How complete an answer is: `asked` counts the replicas it depends on, not the fleet; times are ISO 8601 UTC. */
export type Completeness = { asked: number; answered: number; failed: FailedTarget[] }

/** A replica that gave no (fresh) answer. `lastGoodAt` null = it never answered. */
export type FailedTarget = { target: string; reason: string; lastGoodAt: string | null }

/** What one target did: `reason` null = it answered. */
export type TargetOutcome = { target: string; reason: string | null; lastGoodAt: string | null }

/** Sum of values of which some may be unknown: null when none is known, at least `value` when some are not. */
export type PartialSum = { value: number | null; atLeast: boolean }

/** Nothing asked, nothing missing. */
export const NOTHING_ASKED: Completeness = Object.freeze({ asked: 0, answered: 0, failed: [] })

/** Completeness from outcomes. A target that was asked several times counts once, and as failed if one call failed. */
export function completenessOf(outcomes: Iterable<TargetOutcome>): Completeness {
  const byTarget = new Map<string, TargetOutcome>()
  for (const outcome of outcomes) {
    const seen = byTarget.get(outcome.target)
    if (!seen || (seen.reason === null && outcome.reason !== null)) byTarget.set(outcome.target, outcome)
  }
  const failed: FailedTarget[] = []
  for (const { target, reason, lastGoodAt } of byTarget.values()) {
    if (reason !== null) failed.push({ target, reason, lastGoodAt })
  }
  return { asked: byTarget.size, answered: byTarget.size - failed.length, failed }
}

/**
 * Joins answers that asked different targets: counts add up. Where answers may share targets, collect their outcomes
 * and use `completenessOf`, which counts a target once (two sums cannot tell which targets they share).
 */
export function mergeCompleteness(...parts: readonly Completeness[]): Completeness {
  let asked = 0
  let answered = 0
  const failed: FailedTarget[] = []
  for (const part of parts) {
    asked += part.asked
    answered += part.answered
    failed.push(...part.failed)
  }
  return { asked, answered, failed }
}

/** True when every target answered. */
export function isComplete({ asked, answered }: Completeness): boolean {
  return answered === asked
}

/**
 * Sums known values; null = unknown and never counted as 0. No known value (an empty list too) gives null, which is
 * "unknown" and not "at least". A value that is itself only a lower bound is passed as `{ value, atLeast: true }`.
 */
export function sumPartial(values: Iterable<number | null | PartialSum>): PartialSum {
  let sum = 0
  let known = false
  let missing = false
  for (const item of values) {
    const { value, atLeast } = item !== null && typeof item === 'object' ? item : { value: item, atLeast: false }
    if (value === null || Number.isNaN(value)) {
      missing = true
      continue
    }
    sum += value
    known = true
    missing ||= atLeast
  }
  return known ? { value: sum, atLeast: missing } : { value: null, atLeast: false }
}

/**
 * Spreads partial values into a row: `atLeastFields({ lagMessages: { value: 5, atLeast: true } })` is
 * `{ lagMessages: 5, atLeast: ['lagMessages'] }`. An unknown value is null and never listed.
 */
export function atLeastFields<Field extends string>(
  fields: Record<Field, PartialSum>,
): Record<Field, number | null> & { atLeast: Field[] } {
  const atLeast: Field[] = []
  const values: Record<string, number | null> = {}
  for (const [field, partial] of Object.entries(fields) as [Field, PartialSum][]) {
    values[field] = partial.value
    if (partial.atLeast && partial.value !== null) atLeast.push(field)
  }
  return { ...(values as Record<Field, number | null>), atLeast }
}
