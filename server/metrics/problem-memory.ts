import 'server-only'

const MAX_REMEMBERED = 20_000

/**
 * When each condition that is true now began. A condition that is not noted in a round is forgotten at its end; one
 * that begins again starts anew. Bounded by what is wrong now.
 */
export class ProblemMemory {
  #known = new Map<string, number>()
  #round = new Map<string, number>()
  readonly #startedAt: number

  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  /** This condition holds now; answers since when (the first round that saw it). */
  since(key: string, now: number): number {
    const at = this.#known.get(key) ?? now
    if (this.#round.size < MAX_REMEMBERED) this.#round.set(key, at)
    return at
  }

  /** Was it there before we began to look? Then its beginning is not known. */
  shownSince(sinceMs: number): number | null {
    return sinceMs - this.#startedAt < SETTLE_MS ? null : sinceMs
  }

  endRound(): void {
    this.#known = this.#round
    this.#round = new Map()
  }
}

/** What is found in the first minute was there before. */
const SETTLE_MS = 60_000

const WINDOW_MS = 15 * 60_000
const STEP_MS = 60_000

type Count = { at: number; value: number }

/**
 * How many messages were dead-lettered in the last 15 minutes, by group: from the dead-letter topics' largest offsets,
 * which retention does not lower. A group whose topic appears while we look starts from 0. Forgets what is gone.
 */
export class DeadLetterWatch {
  readonly #counts = new Map<string, Count[]>()
  /** When every broker last had said what it holds: a dead-letter topic that appears after that is new. */
  #completeAt: number | null = null

  /**
   * `totals`: sum of largest offsets of each group that has dead-letter topics; null = not known now. `complete`: every
   * broker answered. Answers the growth of each group whose count is known.
   */
  note(totals: ReadonlyMap<string, number | null>, complete: boolean, now: number): Map<string, number> {
    const grown = new Map<string, number>()
    for (const [group, value] of totals) {
      if (value === null) continue
      const counts = this.#counts.get(group) ?? (this.#completeAt === null ? [] : [{ at: this.#completeAt, value: 0 }])
      const last = counts.at(-1)
      // The topic was made anew: what was counted before is of another one.
      if (last && value < last.value) counts.length = 0
      if (counts.length === 0 || now - counts.at(-1)!.at >= STEP_MS || counts.at(-1)!.value !== value)
        counts.push({ at: now, value })
      // Two counts within one step: the later one says it all.
      if (counts.length > 2 && counts.at(-1)!.at - counts.at(-3)!.at < STEP_MS) counts.splice(-2, 1)
      while (counts.length > 1 && now - counts[1]!.at >= WINDOW_MS) counts.shift()
      this.#counts.set(group, counts)
      const growth = value - counts[0]!.value
      grown.set(group, growth)
    }
    for (const group of this.#counts.keys()) if (!totals.has(group)) this.#counts.delete(group)
    if (complete) this.#completeAt = now
    return grown
  }
}
