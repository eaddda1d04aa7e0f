import { type Endpoint, type InputOf, type OutputOf, urlOf } from '@/lib/contract/endpoint'
import { ApiError, answered } from './call'

/**
 * The events of one endpoint (`transport: 'events'`) until it ends or `signal` aborts. Nothing is read ahead of the
 * caller: who does not ask for the next event makes the console wait as well. Throws ApiError; an abort is passed on as
 * it is.
 */
export async function* stream<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  signal: AbortSignal,
): AsyncGenerator<OutputOf<E>> {
  const response = await answered(
    fetch(urlOf(endpoint, input), { signal, headers: { accept: 'text/event-stream' }, cache: 'no-store' }),
    signal,
  )
  if (!response.body) throw new ApiError(null)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const parts = (rest + value).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const data = dataOf(part)
        if (data !== null) yield JSON.parse(data) as OutputOf<E>
      }
    }
  } catch (error) {
    if (signal.aborted) throw error
    throw new ApiError(null, error)
  } finally {
    // Also where the caller stopped asking: the connection must not stay open.
    await reader.cancel().catch(() => undefined)
  }
}

/** The data lines of one event; null for a comment or a `retry`. */
function dataOf(event: string): string | null {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'))
  return lines.length === 0 ? null : lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n')
}
