import 'server-only'
import { readJobResult as endpoint } from '@/lib/contract/jobs'
import { CSV_BEGIN, csvLine } from '@/lib/domain/csv.ts'
import { readItems } from '@/server/store/ledger'
import { implementBytes } from '../implement'
import { findJob } from './find-job'
import { itemView, type JobItemView, jobViews } from './job-view'

const PAGE = 1_000

/** The ledger in the order of its rows; the last line has the job itself with its counts. */
export const readJobResult = implementBytes(endpoint, async ({ ctx, input: { format, jobId } }) => {
  const { id } = await findJob(ctx, jobId)
  return {
    fileName: `job-${id}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    bytes: lines(),
  }

  async function* lines(): AsyncGenerator<Uint8Array> {
    const write = format === 'csv' ? csvOf : (item: JobItemView) => `${JSON.stringify({ kind: 'item', ...item })}\n`
    if (format === 'csv') yield Buffer.from(CSV_BEGIN + csvLine(COLUMNS))
    let written = 0
    for (let afterSeq = -1; ; ) {
      const page = await readItems(ctx.store, id, { afterSeq, limit: PAGE })
      const last = page.at(-1)
      if (last === undefined) break
      afterSeq = last.seq
      written += page.length
      yield Buffer.from(page.map((item) => write(itemView(item))).join(''))
    }
    const [job] = await jobViews(ctx.store, [await findJob(ctx, id)])
    yield Buffer.from(
      format === 'csv'
        ? csvLine([`# ${written} rows`, ...Object.entries(job!).map(([name, value]) => `${name}: ${value}`)])
        : `${JSON.stringify({ kind: 'end', rows: written, job })}\n`,
    )
  }
})

const COLUMNS = [
  'seq',
  'state',
  'messageId',
  'sourceTopic',
  'sourceBroker',
  'sourceQueueId',
  'sourceOffset',
  'target',
  'attempts',
  'intendedAt',
  'settledAt',
  'landedBroker',
  'landedQueueId',
  'landedOffset',
  'landedOffsetMessageId',
  'error',
]

const csvOf = ({
  seq,
  state,
  messageId,
  source,
  target,
  attempts,
  intendedAt,
  settledAt,
  landed,
  error,
}: JobItemView) =>
  csvLine([
    ...[seq, state, messageId, source.topic, source.brokerName, source.queueId, source.queueOffset],
    ...[target, attempts, intendedAt, settledAt],
    ...[landed?.brokerName ?? null, landed?.queueId ?? null, landed?.queueOffset ?? null],
    ...[landed?.offsetMessageId ?? null, error],
  ])
