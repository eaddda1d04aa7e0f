import 'server-only'

/** Events as a stream sends them, counted from 1. */
export async function* numbered<T>(events: AsyncIterable<T>): AsyncGenerator<{ id: string; data: T }> {
  let id = 0
  for await (const data of events) yield { id: String(++id), data }
}
