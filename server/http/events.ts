import 'server-only'
import type { Endpoint } from '@/lib/contract/endpoint'
import { log } from '@/server/log'
import type { LiveEventOf } from '@/server/services/implement'
import { onShutdown } from '@/server/shutdown'

const KEEP_ALIVE_MS = 15_000

/**
 * Server-sent events from an async iterable. A slow reader gets the newest state, not a queue: the iterable is pulled
 * only when the reader took the last event. Ends on the request's abort signal (the stream's cancel is not always
 * called) and on shutdown, and returns the iterator either way.
 */
export function eventStream(
  events: AsyncIterable<LiveEventOf<Endpoint>>,
  signal: AbortSignal,
  headers: Record<string, string>,
): Response {
  const encoder = new TextEncoder()
  const iterator = events[Symbol.asyncIterator]()
  let closed = false
  let keepAlive: NodeJS.Timeout | undefined
  let forget: (() => void) | undefined
  const end = () => {
    if (closed) return
    closed = true
    clearInterval(keepAlive)
    forget?.()
    signal.removeEventListener('abort', end)
    iterator.return?.().catch((error: unknown) => log.warn({ err: error }, 'live stream did not end cleanly'))
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal.addEventListener('abort', end)
        const stop = () => {
          if (closed) return
          end()
          controller.close()
        }
        forget = onShutdown(async () => stop())
        // A comment now and then keeps proxies from closing a quiet stream; skipped while the reader is behind.
        keepAlive = setInterval(() => {
          if (!closed && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': keep-alive\n\n'))
        }, KEEP_ALIVE_MS)
        controller.enqueue(encoder.encode('retry: 2000\n\n'))
      },
      async pull(controller) {
        if (closed) return
        try {
          const next = await iterator.next()
          if (closed) return
          if (next.done) {
            end()
            controller.close()
            return
          }
          controller.enqueue(encoder.encode(`id: ${next.value.id}\ndata: ${JSON.stringify(next.value.data)}\n\n`))
        } catch (error) {
          if (closed) return
          end()
          controller.error(error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
  return new Response(stream, {
    headers: {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
