/** What is ticked: single rows by their id, or all that match, seen or not. */
export type Ticked = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' }

const NOTHING: Ticked = { kind: 'some', ids: new Set() }

/** The ticks of a list. Boxes listen to it themselves: a tick draws its own box and nothing else. */
export class Selection {
  readonly #listeners = new Set<() => void>()
  #ticked: Ticked = NOTHING
  /** The last row that was ticked by itself: a range begins there. */
  #anchor: string | null = null

  get ticked(): Ticked {
    return this.#ticked
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  has(id: string): boolean {
    return this.#ticked.kind === 'all' || this.#ticked.ids.has(id)
  }

  /** One row. Of all that match it leaves the rest of those that are `listed`: what nobody sees cannot be left out. */
  toggle(id: string, listed: readonly string[]): void {
    const ids = new Set(this.#ticked.kind === 'all' ? listed : this.#ticked.ids)
    if (!ids.delete(id)) ids.add(id)
    this.#anchor = id
    this.#set({ kind: 'some', ids })
  }

  /** The rows from the one ticked last up to this one, as they are listed. */
  extend(id: string, listed: readonly string[]): void {
    const from = this.#anchor === null ? -1 : listed.indexOf(this.#anchor)
    const to = listed.indexOf(id)
    if (from < 0 || to < 0 || this.#ticked.kind === 'all') {
      this.toggle(id, listed)
      return
    }
    const range = listed.slice(Math.min(from, to), Math.max(from, to) + 1)
    this.#set({ kind: 'some', ids: new Set([...this.#ticked.ids, ...range]) })
  }

  only(ids: readonly string[]): void {
    this.#set({ kind: 'some', ids: new Set(ids) })
  }

  all(): void {
    this.#set({ kind: 'all' })
  }

  clear(): void {
    this.#anchor = null
    this.#set(NOTHING)
  }

  #set(ticked: Ticked): void {
    this.#ticked = ticked
    for (const listener of this.#listeners) listener()
  }
}
