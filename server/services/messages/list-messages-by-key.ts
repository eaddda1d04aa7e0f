import 'server-only'
import { listMessagesByKey as endpoint } from '@/lib/contract/message-search'
import { iso } from '@/server/metrics/sides'
import { type IndexAnswer, queryIndex } from '@/server/rocketmq/admin/query-index.ts'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { askBrokerName } from './ask-broker-name'
import { capOf, noticesOf } from './index-notices'
import { type MessageRow, messageRow } from './message-row'
import { brokersOfTopic } from './search/topic-brokers'

/** Read from the queues of one broker at most, for seconds in which a key stands more often than its index tells. */
const MAX_SCANNED = 200_000

type Found = { row: MessageRow; storedMs: bigint; commitLogOffset: bigint }
type BrokerFound = { found: Found[]; index: IndexAnswer }

/** All of them, from every broker of the topic. A broker that fails is named in the completeness, not waited for. */
export const listMessagesByKey = implement(endpoint, async ({ ctx, input }) => {
  const key = keyOf(input.key)
  const asked = { topic: input.topic, key, ...rangeOf(input), maxScanned: MAX_SCANNED }
  const { brokers, unread } = await brokersOfTopic(ctx, input.topic, undefined)
  const answers = await Promise.all(
    brokers.map(({ brokerName, readQueues }) =>
      askBrokerName(ctx, brokerName, (address) =>
        readBroker(
          ctx,
          { brokerName, address, limit: input.limit },
          { ...asked, queues: readQueues ?? 0, cap: capOf(ctx, address) },
        ),
      ),
    ),
  )
  const errors = answers.flatMap(({ error }) => error ?? [])
  if (errors.length === answers.length) throw errors[0]
  const all = answers.flatMap(({ value }) => value?.found ?? []).sort(newestFirst)
  const isMore = answers.some(({ value }) => value !== null && value.index.completeAfter !== null)
  const shown = wholeMilliseconds(all, input.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ row }) => row),
    continueBefore: last && (isMore || shown.length < all.length) ? iso(Number(last.storedMs)) : null,
    notices: answers.flatMap(({ brokerName, value, replica }) =>
      value ? noticesOf(brokerName, value.index, replica) : [],
    ),
    ...truthOfCalls(ctx.now(), [...answers.flatMap(({ outcomes }) => outcomes), ...unread]),
  }
})

async function readBroker(
  ctx: VerbContext,
  { address, brokerName, limit }: { address: string; brokerName: string; limit: number },
  question: Parameters<typeof queryIndex>[2],
): Promise<BrokerFound> {
  // Rows only: a body would hold the whole answer it came in.
  const found: Found[] = []
  const index = await queryIndex(
    ctx.cluster.client,
    address,
    question,
    (message) =>
      found.push({
        row: messageRow({ message, brokerName }),
        storedMs: message.storeTimestamp,
        commitLogOffset: message.commitLogOffset,
      }),
    (completeAfter) =>
      found.length >= limit && found.filter(({ storedMs }) => storedMs > completeAfter).length >= limit,
    ctx.signal,
  )
  const { completeAfter } = index
  return { found: completeAfter === null ? found : found.filter(({ storedMs }) => storedMs > completeAfter), index }
}

/** The newest `limit`, and what was stored in the same millisecond as the last of them: so nothing is given twice. */
function wholeMilliseconds(sorted: readonly Found[], limit: number): readonly Found[] {
  const last = sorted[limit - 1]
  if (!last) return sorted
  const end = sorted.findIndex(({ storedMs }) => storedMs < last.storedMs)
  return end === -1 ? sorted : sorted.slice(0, end)
}

function newestFirst(a: Found, b: Found): number {
  if (a.storedMs !== b.storedMs) return a.storedMs > b.storedMs ? -1 : 1
  if (a.row.brokerName !== b.row.brokerName) return a.row.brokerName < b.row.brokerName ? -1 : 1
  return a.commitLogOffset > b.commitLogOffset ? -1 : 1
}

/** Brokers index each word of KEYS by itself (IndexService#buildIndex, all versions): a blank is in no indexed key. */
function keyOf(given: string): string {
  const key = given.trim()
  if (key !== '' && !key.includes(' ')) return key
  const message =
    key === '' ? 'empty' : `"${key}" is several keys: brokers index each word by itself, so give one of them`
  throw new ServiceError('invalid-input', `key: ${message}`, { inputErrors: [{ path: 'key', message }] })
}

function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const fromMs = from === undefined ? 0 : timeOf('from', from)
  const toMs = to === undefined ? null : timeOf('to', to)
  if (toMs !== null && fromMs >= toMs) {
    const message = `${from ?? 'the beginning'} is not before ${to}`
    throw new ServiceError('invalid-input', `from: ${message}`, { inputErrors: [{ path: 'from', message }] })
  }
  return { from: BigInt(fromMs), to: toMs === null ? null : BigInt(toMs) - 1n }
}

function timeOf(path: string, text: string): number {
  const ms = Date.parse(text)
  if (Number.isFinite(ms) && ms >= 0) return ms
  const message = `${text} is no time after 1970-01-01`
  throw new ServiceError('invalid-input', `${path}: ${message}`, { inputErrors: [{ path, message }] })
}
