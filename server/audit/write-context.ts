import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

// On globalThis: instrumentation, routes and pages each load their own copy of this module.
const key = Symbol.for('rocketdeck.audit-context')
type Shared = { [key]?: AsyncLocalStorage<WriteContext> }

/** What runs with an audit row behind it. */
export type WriteContext = {
  readonly auditId: number
  /** Requests that change something and have been let through to a broker or name server. */
  writesSent: number
}

function contexts(): AsyncLocalStorage<WriteContext> {
  const shared = globalThis as Shared
  shared[key] ??= new AsyncLocalStorage()
  return shared[key]
}

/** Runs `work`, and all that it starts, as something that has an audit row: it may write. */
export function withAuditRow<T>(context: WriteContext, work: () => T): T {
  return contexts().run(context, work)
}

/**
 * The second net: every driver asks this before a request leaves that changes something, so that a way around the audit
 * is an error and not a gap in it.
 */
export function passAudited(request: { name: string }): void {
  const context = contexts().getStore()
  if (!context)
    throw new Error(`${request.name} changes something and was called without an audit row: it has not been sent`)
  context.writesSent++
}
