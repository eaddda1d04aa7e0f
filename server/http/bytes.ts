import 'server-only'
import { log } from '@/server/log'
import { onShutdown } from '@/server/shutdown'

/**
 * Parts of a file as a client takes them: the next is asked for only when the last was taken. Ends on the request's abort
 * signal, on cancel and on shutdown, and returns the iterator either way. What fails in the middle breaks the
 * connection, so that nobody takes a part for the whole.
 */
export function byteStream(parts: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]()
  let closed = false
  let forget: (() => void) | undefined
  const finish = () => {
    closed = true
    forget?.()
    signal.removeEventListener('abort', end)
  }
  const end = async () => {
    if (closed) return
    finish()
    await iterator.return?.().catch((error: unknown) => log.warn({ err: error }, 'a download did not end cleanly'))
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal.addEventListener('abort', end)
        if (signal.aborted) void end()
        forget = onShutdown(async () => {
          if (closed) return
          await end()
          controller.error(new Error('The console is stopping'))
        })
      },
      async pull(controller) {
        if (closed) return
        try {
          const next = await iterator.next()
          if (closed) return
          if (next.done) {
            finish()
            controller.close()
          } else controller.enqueue(next.value)
        } catch (error) {
          if (closed) return
          finish()
          controller.error(error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
}
