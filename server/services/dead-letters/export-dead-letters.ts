import 'server-only'
import { isUtf8 } from 'node:buffer'
import { exportDeadLetters as endpoint } from '@/lib/contract/dead-letters'
import { CSV_BEGIN, csvLine } from '@/lib/domain/csv.ts'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind.ts'
import { implementBytes } from '../implement'
import { decodedBody } from '../messages/message-body'
import { messageRow, type StoredCopy } from '../messages/message-row'
import { CopyReader } from '../messages/search/read-copies'
import { originOf } from './resend-target'

const BATCH = 32

/**
 * Streamed as it is read, oldest first. What cannot be read on the way is named in the last line, which is missing where
 * the connection broke.
 */
export const exportDeadLetters = implementBytes(endpoint, async ({ ctx, input }) => {
  const { cluster, format, group, ...filters } = input
  const topic = `${DLQ_PREFIX}${group}`
  const stop = new AbortController()
  const signal = AbortSignal.any([ctx.signal, stop.signal])
  const range = { cluster, topic, order: 'oldest' as const, limit: 1_000, maxScanned: 1_000_000, ...filters }
  const reader = await CopyReader.open(ctx, range, signal)
  const { note } = ctx.audited()
  return {
    fileName: `dead-letters-${group}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    bytes: lines(),
  }

  async function* lines(): AsyncGenerator<Uint8Array> {
    const write = format === 'csv' ? csvOf : jsonOf
    let messages = 0
    try {
      if (format === 'csv') yield Buffer.from(CSV_BEGIN + csvLine(COLUMNS))
      for (let isOver = false; !isOver; ) {
        const part = await reader.next(BATCH)
        isOver = part.isOver
        messages += part.copies.length
        if (part.copies.length > 0) yield Buffer.from(part.copies.map(write).join(''))
      }
      const notices = [...new Set([...reader.failures, ...reader.takeNotices()])]
      const end = { kind: 'end', complete: reader.isWhole, messages, notices }
      note({ messages, complete: end.complete })
      yield Buffer.from(format === 'csv' ? lastOfCsv(end) : `${JSON.stringify(end)}\n`)
    } finally {
      stop.abort()
    }
  }
})

type End = { complete: boolean; messages: number; notices: string[] }

const lastOfCsv = ({ complete, messages, notices }: End) =>
  csvLine([`# ${complete ? 'complete' : 'NOT COMPLETE'}: ${messages} messages`, ...notices])

function exported(copy: StoredCopy) {
  const { sizeBytes: _, bodySizeBytes, bornHost, ...row } = messageRow(copy)
  const { body, error, truncated } = decodedBody(copy.message)
  const origin = originOf(copy.message)
  const isText = error === null && !truncated && isUtf8(body)
  return {
    ...row,
    bornHost,
    originTopic: origin.topic,
    originMessageId: origin.messageId,
    bodySizeBytes,
    bodyEncoding: isText ? ('utf-8' as const) : ('base64' as const),
    body: isText ? body.toString('utf8') : body.toString('base64'),
    /** Then the body is as stored, or cut. */
    bodyError: error,
  }
}

const jsonOf = (copy: StoredCopy) => `${JSON.stringify({ kind: 'message', ...exported(copy) })}\n`

const COLUMNS = [
  'topic',
  'brokerName',
  'queueId',
  'queueOffset',
  'messageId',
  'offsetMessageId',
  'storedAt',
  'bornAt',
  'bornHost',
  'reconsumeTimes',
  'originTopic',
  'originMessageId',
  'tags',
  'keys',
  'properties',
  'bodySizeBytes',
  'bodyEncoding',
  'body',
  'bodyError',
] as const

function csvOf(copy: StoredCopy): string {
  const { keys, properties, ...rest } = exported(copy)
  const row = { ...rest, keys: keys.join(' '), properties: JSON.stringify(properties) }
  return csvLine(COLUMNS.map((name) => row[name]))
}
