import 'server-only'

const handlersKey = Symbol.for('rocketdeck.shutdown-handlers')
const shutdownKey = Symbol.for('rocketdeck.shutdown')

/**
 * In this order: first what uses brokers and store (streams, jobs, changes under way), then the connections to brokers,
 * then the store, in which the others write to the last.
 */
const phases = ['work', 'connections', 'store'] as const
export type ShutdownPhase = (typeof phases)[number]

type Handler = () => Promise<void>
type Shared = { [handlersKey]?: Map<Handler, ShutdownPhase>; [shutdownKey]?: () => Promise<void> }

// On globalThis: instrumentation, routes and pages each load their own copy of this module.
const shared = globalThis as Shared

/**
 * Runs `handler` when the process is asked to stop, together with those of its phase and after those of the phases
 * before. Returns a function that forgets it.
 */
export function onShutdown(handler: Handler, phase: ShutdownPhase = 'work'): () => void {
  shared[handlersKey] ??= new Map()
  const handlers = shared[handlersKey]
  handlers.set(handler, phase)
  // The start wrapper calls this before it closes the listening sockets for good.
  shared[shutdownKey] ??= async () => {
    for (const now of phases) {
      const due = [...handlers].filter(([, its]) => its === now).map(([run]) => run)
      const results = await Promise.allSettled(due.map((run) => run()))
      for (const result of results) if (result.status === 'rejected') console.error('shutdown:', result.reason)
    }
    handlers.clear()
  }
  return () => handlers.delete(handler)
}
