import { DriverError } from '../errors.ts'

/** What some of several servers answered: a partial truth is a result. Both lists keep the order of the targets. */
export type Answers<Target, Value> = {
  answered: Array<{ target: Target; value: Value }>
  failed: Array<{ target: Target; error: DriverError }>
}

/**
 * Asks every target, at most `concurrency` (default 16) at a time. A driver's failure is part of the result; any other
 * error is a mistake of ours and rejects, after the questions under way have ended.
 */
export async function askEach<Target, Value>(
  targets: readonly Target[],
  ask: (target: Target) => Promise<Value>,
  options: { concurrency?: number } = {},
): Promise<Answers<Target, Value>> {
  type Outcome = { value: Value } | { error: DriverError }
  const outcomes = new Map<number, Outcome>()
  let next = 0
  let mistake: { error: unknown } | null = null
  const work = async () => {
    while (next < targets.length && mistake === null) {
      const index = next
      next += 1
      try {
        outcomes.set(index, { value: await ask(targets[index] as Target) })
      } catch (error) {
        if (error instanceof DriverError) outcomes.set(index, { error })
        else mistake = { error }
      }
    }
  }
  const workers = Math.min(targets.length, options.concurrency ?? 16)
  await Promise.all(Array.from({ length: workers }, work))
  if (mistake !== null) throw (mistake as { error: unknown }).error
  const answers: Answers<Target, Value> = { answered: [], failed: [] }
  targets.forEach((target, index) => {
    const outcome = outcomes.get(index)
    if (outcome === undefined) return
    if ('error' in outcome) answers.failed.push({ target, error: outcome.error })
    else answers.answered.push({ target, value: outcome.value })
  })
  return answers
}
