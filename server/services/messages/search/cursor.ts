import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ServiceError } from '../../errors'

/**
 * Where one queue stands. Newest first: all from `at` on was given. Oldest first: all before `at` was given, and the
 * range ends before `end`. `done`: nothing is left. `failed`: left out since it failed.
 */
export type QueuePlace = { queueId: number; at: number; end: number | null; state: 'open' | 'done' | 'failed' }

export type BrokerPlace = { brokerName: string; scanned: number; of: number | null; queues: QueuePlace[] }

/** All that a search needs to go on; nothing is kept here. `whole`: nothing was missing so far. */
export type SearchPlace = { scanned: number; found: number; whole: boolean; brokers: BrokerPlace[] }

/** What must be the same when a search goes on. */
export type SearchIdentity = Readonly<Record<string, string | number | undefined>>

const VERSION = 1
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

// Offsets in base 36 and one text for all queues of a broker: a cursor travels in a URL, of which servers take 16 KiB.
// One queue: `<id>:<at>[-<end>]`, `<id>.` when done, `<id>!` when failed; queues are separated by a space.
const QUEUE = /^([0-9a-z]{1,4})(?:([.!])|:([0-9a-z]{1,11})(?:-([0-9a-z]{1,11}))?)$/

const Written = z.strictObject({
  v: z.literal(VERSION),
  h: z.string(),
  s: count,
  f: count,
  w: z.boolean(),
  b: z.array(z.tuple([z.string().min(1), count, count.nullable(), z.string()])).max(10_000),
})

/** The place as text for a URL: base64url of JSON, bound to what is searched for. */
export function writeCursor(place: SearchPlace, identity: SearchIdentity): string {
  const written: z.infer<typeof Written> = {
    v: VERSION,
    h: hashOf(identity),
    s: place.scanned,
    f: place.found,
    w: place.whole,
    b: place.brokers.map((b) => [b.brokerName, b.scanned, b.of, b.queues.map(queueText).join(' ')]),
  }
  return Buffer.from(JSON.stringify(written)).toString('base64url')
}

/** @throws ServiceError `invalid-input` when the text is no cursor, of another version, or of another search. */
export function readCursor(text: string, identity: SearchIdentity): SearchPlace {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    throw broken()
  }
  const parsed = Written.safeParse(json)
  if (!parsed.success) {
    if (typeof json === 'object' && json !== null && 'v' in json && json.v !== VERSION)
      throw invalid('it is of another version of the console; search again without it')
    throw broken()
  }
  const { b, f, h, s, w } = parsed.data
  if (h !== hashOf(identity))
    throw invalid('it belongs to another search: topic, range, order and filters must be those it was made with')
  const brokers = b.map(([brokerName, scanned, of, queues]) => ({
    brokerName,
    scanned,
    of,
    queues: queues === '' ? [] : queues.split(' ').map(queueOf),
  }))
  // A queue that is named twice would be read twice.
  const areOnce = brokers.every(({ queues }) => new Set(queues.map((queue) => queue.queueId)).size === queues.length)
  if (!areOnce || new Set(brokers.map((broker) => broker.brokerName)).size !== brokers.length) throw broken()
  return { scanned: s, found: f, whole: w, brokers }
}

const base36 = (value: number): string => value.toString(36)

function queueText({ queueId, at, end, state }: QueuePlace): string {
  if (state !== 'open') return `${base36(queueId)}${state === 'done' ? '.' : '!'}`
  return `${base36(queueId)}:${base36(at)}${end === null ? '' : `-${base36(end)}`}`
}

function queueOf(text: string): QueuePlace {
  const match = QUEUE.exec(text)
  if (match === null) throw broken()
  const [, id = '', closed, at = '0', end] = match
  const place: QueuePlace = {
    queueId: Number.parseInt(id, 36),
    at: Number.parseInt(at, 36),
    end: end === undefined ? null : Number.parseInt(end, 36),
    state: closed === '.' ? 'done' : closed === '!' ? 'failed' : 'open',
  }
  const isSafe = [place.queueId, place.at, place.end ?? 0].every(Number.isSafeInteger)
  if (!isSafe || place.queueId > 65_535) throw broken()
  return place
}

function hashOf(identity: SearchIdentity): string {
  const sorted = Object.entries(identity)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 16)
}

const broken = () => invalid('it is not a cursor of this console, or a part of it is missing')

const invalid = (message: string) =>
  new ServiceError('invalid-input', `cursor: ${message}`, { inputErrors: [{ path: 'cursor', message }] })
