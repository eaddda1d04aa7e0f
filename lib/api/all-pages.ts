import type { Endpoint, InputOf, OutputOf } from '@/lib/contract/endpoint'
import { call } from './call'

/** How far long reading has come, and how it is stopped. */
export interface Progress {
  onProgress: (done: number, total: number) => void
  signal: AbortSignal
}

type RowOf<E extends Endpoint> = OutputOf<E> extends { items: readonly (infer Row)[] } ? Row : never

const PAGE_SIZE = 1_000

/**
 * Every row of a list that matches, page after page; the list may change between them, so an id counts once. Throws
 * ApiError, or the signal's reason.
 */
export async function allPages<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  rowId: (row: RowOf<E>) => string,
  progress?: Progress,
): Promise<RowOf<E>[]> {
  const byId = new Map<string, RowOf<E>>()
  for (let page = 1; ; page++) {
    const answer = (await call(
      endpoint,
      { ...(input as object), page, pageSize: PAGE_SIZE } as InputOf<E>,
      progress?.signal,
    )) as OutputOf<E> & {
      items: readonly RowOf<E>[]
      total: number
    }
    for (const row of answer.items) byId.set(rowId(row), row)
    progress?.onProgress(byId.size, answer.total)
    if (answer.items.length === 0 || page * PAGE_SIZE >= answer.total) return [...byId.values()]
  }
}
