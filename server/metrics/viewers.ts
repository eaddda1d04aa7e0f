import 'server-only'

const LOOKING_MS = 30_000
const MAX_VIEWED = 500

/**
 * What people look at now: it raises the collector's pace. A look lasts 30 s; pages refresh it by polling. Bounded:
 * past 500 names the longest unseen is forgotten (it falls back to the ordinary pace).
 */
export class Viewers {
  #lookedAt = Number.NEGATIVE_INFINITY
  #topics = new Map<string, number>()
  #groups = new Map<string, number>()

  looked(now: number): void {
    this.#lookedAt = now
  }

  topic(name: string, now: number): void {
    this.#see(this.#topics, name, now)
  }

  group(name: string, now: number): void {
    this.#see(this.#groups, name, now)
  }

  looking(now: number): boolean {
    return now - this.#lookedAt < LOOKING_MS
  }

  topics(now: number): Set<string> {
    return this.#current(this.#topics, now)
  }

  groups(now: number): Set<string> {
    return this.#current(this.#groups, now)
  }

  #see(map: Map<string, number>, name: string, now: number): void {
    map.delete(name)
    map.set(name, now)
    if (map.size > MAX_VIEWED) map.delete(map.keys().next().value!)
  }

  #current(map: Map<string, number>, now: number): Set<string> {
    for (const [name, at] of map) if (now - at >= LOOKING_MS) map.delete(name)
    return new Set(map.keys())
  }
}
