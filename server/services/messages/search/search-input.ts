import 'server-only'
import type { ParsedInputOf } from '@/lib/contract/endpoint'
import type { searchMessages } from '@/lib/contract/message-search'
import { ServiceError } from '../../errors'
import type { SearchIdentity } from './cursor'

export type SearchInput = ParsedInputOf<typeof searchMessages>

/** Times as epoch ms; without a limit −∞ and ∞. */
export type TimeRange = { fromMs: number; toMs: number }

/** @throws ServiceError `invalid-input` when what is given together contradicts itself. */
export function checkSearch(input: SearchInput): TimeRange {
  const { broker, fromOffset, queueId, toOffset } = input
  if (queueId !== undefined && broker === undefined)
    throw invalid('queueId', 'needs `broker`: each broker has its own queues')
  for (const [path, value] of [
    ['fromOffset', fromOffset],
    ['toOffset', toOffset],
  ] as const) {
    if (value !== undefined && queueId === undefined)
      throw invalid(path, 'needs `broker` and `queueId`: offsets are of one queue')
  }
  if (fromOffset !== undefined && toOffset !== undefined && fromOffset >= toOffset)
    throw invalid('toOffset', `${toOffset} is not after fromOffset ${fromOffset}`)
  const fromMs = timeOf('from', input.from) ?? Number.NEGATIVE_INFINITY
  const toMs = timeOf('to', input.to) ?? Number.POSITIVE_INFINITY
  if (fromMs >= toMs) throw invalid('to', `${input.to} is not after from ${input.from}`)
  return { fromMs, toMs }
}

/** What a cursor is bound to. */
export function identityOf(input: SearchInput): SearchIdentity {
  const { cursor: _, limit: __, maxScanned: ___, ...identity } = input
  return identity
}

function timeOf(path: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalid(path, `${text} is no time that exists`)
  return ms
}

const invalid = (path: string, message: string) =>
  new ServiceError('invalid-input', `${path}: ${message}`, { inputErrors: [{ path, message }] })
