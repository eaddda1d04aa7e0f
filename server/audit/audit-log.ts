import 'server-only'
import type { Logger } from 'pino'
import { type AuditIntent, type AuditOutcome, insertIntent, insertOutcome } from '../store/audit-rows.ts'
import type { JsonObject } from '../store/json.ts'
import type { Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { shortened } from './shortened.ts'

/** One row that awaits its outcome. */
export type AuditEntry = {
  readonly id: number
  /**
   * Writes what became of it. Never rejects: what has been done is done, so a row that cannot be written stays without
   * outcome, which says just that, and the log has the reason. Only the first call counts.
   */
  finish(outcome: AuditOutcome, result: JsonObject): Promise<void>
}

/**
 * The audit log: a row stands before a broker is asked, and gets its outcome after. Neither part can undo the other, so
 * a crash between the two leaves a row without outcome for everybody to see. Long texts and lists are shortened, and say
 * so; secrets and message bodies must not be handed in.
 */
export class AuditLog {
  readonly #store: Store
  readonly #now: () => number
  readonly #log: Logger
  readonly #open = new Set<Promise<void>>()
  #stopping = false

  constructor(deps: { store: Store; now: () => number; log: Logger }) {
    this.#store = deps.store
    this.#now = deps.now
    this.#log = deps.log
  }

  /** Writes the intent. It is on the disk when this resolves; rejects with StoreError when it is not: then do nothing. */
  async begin(intent: Omit<AuditIntent, 'at'>): Promise<AuditEntry> {
    if (this.#stopping) throw new StoreError('The console is stopping', { retryable: true })
    const over = Promise.withResolvers<void>()
    this.#open.add(over.promise)
    const end = () => {
      this.#open.delete(over.promise)
      over.resolve()
    }
    try {
      const row = { ...intent, intent: shortened(intent.intent), at: this.#now() }
      const id = await insertIntent(this.#store, row)
      return { id, finish: once((outcome, result) => this.#finish(id, outcome, result).finally(end)) }
    } catch (error) {
      end()
      throw error
    }
  }

  /** Begins no more, and waits for what is under way, at most this long. */
  async drain(waitMs: number): Promise<void> {
    this.#stopping = true
    let timer: NodeJS.Timeout | undefined
    const tired = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs)
    })
    await Promise.race([Promise.all(this.#open), tired])
    clearTimeout(timer)
    if (this.#open.size > 0)
      this.#log.warn({ changes: this.#open.size }, 'stopping while changes are under way: their outcome stays unknown')
  }

  async #finish(id: number, outcome: AuditOutcome, result: JsonObject): Promise<void> {
    try {
      await insertOutcome(this.#store, id, { outcome, at: this.#now(), result: shortened(result) })
    } catch (error) {
      this.#log.error({ err: error, auditId: id, outcome }, 'the outcome of an audit row could not be written')
    }
  }
}

function once(finish: AuditEntry['finish']): AuditEntry['finish'] {
  let first: Promise<void> | undefined
  return (outcome, result) => {
    first ??= finish(outcome, result)
    return first
  }
}
