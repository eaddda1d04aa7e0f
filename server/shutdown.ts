import 'server-only'

const handlersKey = Symbol.for('rocketdeck.shutdown-handlers')
const shutdownKey = Symbol.for('rocketdeck.shutdown')

type Handler = () => Promise<void>
type Shared = { [handlersKey]?: Set<Handler>; [shutdownKey]?: () => Promise<void> }

// On globalThis: instrumentation, routes and pages each load their own copy of this module.
const shared = globalThis as Shared

/** Runs `handler` when the process is asked to stop. Returns a function that forgets it. */
export function onShutdown(handler: Handler): () => void {
  shared[handlersKey] ??= new Set()
  const handlers = shared[handlersKey]
  handlers.add(handler)
  // The start wrapper calls this before it closes the listening sockets for good.
  shared[shutdownKey] ??= async () => {
    const results = await Promise.allSettled([...handlers].map((run) => run()))
    handlers.clear()
    for (const result of results) if (result.status === 'rejected') console.error('shutdown:', result.reason)
  }
  return () => handlers.delete(handler)
}
