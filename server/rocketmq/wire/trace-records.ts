// Trace records: the body of a message that a tracing client sends to its trace topic (TraceDataEncoder, 4.4 … 5.5).
// UTF-8 text, at most 128,000 characters a message from Java clients:
//
//   body    = record *( %x02 record ) [ %x02 ]
//   record  = type *( %x01 field )
//
//   Pub             1 timestamp, 2 region, 3 producerGroup, 4 topic, 5 msgId, 6 tags, 7 keys, 8 storeHost, 9 bodyLength,
//                   10 costTime, 11 msgType, 12 offsetMsgId, 13 success [, 14 clientHost (4.8.0)]
//                   older: 12 success (13 parts), or nothing after msgType
//   SubBefore       1 timestamp, 2 region, 3 consumerGroup, 4 requestId, 5 msgId, 6 retryTimes, 7 keys
//                   [, 8 clientHost (4.8.0)]
//   SubAfter        1 requestId, 2 msgId, 3 costTime, 4 success, 5 keys [, 6 contextCode
//                   [, 7 timestamp, 8 consumerGroup (4.8.0, 4.9.0, 4.9.2+; the 4.9.x main line once had 7 alone)]]
//   EndTransaction  1 timestamp, 2 region, 3 producerGroup, 4 topic, 5 msgId, 6 tags, 7 keys, 8 storeHost, 9 msgType,
//    (4.9.0+)       10 transactionId, 11 COMMIT_MESSAGE | ROLLBACK_MESSAGE | UNKNOW, 12 fromTransactionCheck
//   Recall (5.3.2+) 1 timestamp, 2 region, 3 producerGroup, 4 topic, 5 msgId, 6 success
//
//   msgType      ordinal: 0 Normal_Msg, 1 Trans_Msg_Half, 2 Trans_msg_Commit, 3 Delay_Msg, 4 Order_Msg (5.x)
//   contextCode  ordinal of ConsumeReturnType: 0 SUCCESS, 1 TIME_OUT, 2 EXCEPTION, 3 RETURNNULL, 4 FAILED
//
// Java prints a null string as "null". Its split drops empty fields at the end, so they count as absent here too.
// Clients of the cloud channel (4.9.5 … 5.3.0) end a SubAfter with %x01 and no %x02: the next record's type then stands
// where the timestamp would. The msgId of a batch that was sent at once is all its ids, joined by commas.

const RECORD_SEPARATOR = '\u0002'
const FIELD_SEPARATOR = '\u0001'
const SUB_AFTER_TIMESTAMP = 7

export const MESSAGE_TYPES = ['Normal_Msg', 'Trans_Msg_Half', 'Trans_msg_Commit', 'Delay_Msg', 'Order_Msg'] as const
export const CONSUME_RETURN_TYPES = ['SUCCESS', 'TIME_OUT', 'EXCEPTION', 'RETURNNULL', 'FAILED'] as const

type Sent = {
  /** Epoch ms by the client's clock, when it began. null here and below: absent, "null" or no number. */
  timestamp: bigint | null
  group: string | null
  topic: string | null
  messageId: string
}

export type PubRecord = Sent & {
  type: 'Pub'
  tags: string | null
  keys: string | null
  /** Address of the broker. */
  storeHost: string | null
  bodySizeBytes: number | null
  costMs: number | null
  messageType: (typeof MESSAGE_TYPES)[number] | null
  offsetMessageId: string | null
  /** The send status was SEND_OK; a one-way send and one that threw leave no record. */
  success: boolean | null
}

export type SubBeforeRecord = {
  type: 'SubBefore'
  timestamp: bigint | null
  group: string | null
  requestId: string
  messageId: string
  retryTimes: number | null
  keys: string | null
}

export type SubAfterRecord = {
  type: 'SubAfter'
  requestId: string
  messageId: string
  /** Of the whole call divided by its messages: a mean where a listener took several at once. */
  costMs: number | null
  success: boolean | null
  keys: string | null
  /** An ordinal that is in no known version is `unknown`; null when the record has none. */
  contextCode: (typeof CONSUME_RETURN_TYPES)[number] | 'unknown' | null
  /** When it ended. */
  timestamp: bigint | null
  group: string | null
}

export type EndTransactionRecord = Sent & {
  type: 'EndTransaction'
  tags: string | null
  keys: string | null
  storeHost: string | null
  transactionId: string | null
  state: 'COMMIT_MESSAGE' | 'ROLLBACK_MESSAGE' | 'UNKNOW' | null
  fromTransactionCheck: boolean | null
}

export type RecallRecord = Sent & { type: 'Recall'; success: boolean | null }

export type TraceRecord = PubRecord | SubBeforeRecord | SubAfterRecord | EndTransactionRecord | RecallRecord

/**
 * Every record of a trace message, in its order. `unreadable` counts what is no record: an unknown type, or one without
 * its message id or request id. A field that cannot be read is null and costs no more than itself. Never throws.
 */
export function decodeTraceRecords(body: Buffer): { records: TraceRecord[]; unreadable: number } {
  const records: TraceRecord[] = []
  let unreadable = 0
  for (const text of body.toString('utf8').split(RECORD_SEPARATOR)) {
    if (text === '') continue
    for (const fields of recordsIn(text.split(FIELD_SEPARATOR))) {
      const record = readRecord(new Fields(fields))
      if (record === null) unreadable += 1
      else records.push(record)
    }
  }
  return { records, unreadable }
}

/** The records between two separators: more than one where the separator of a SubAfter is missing. */
function* recordsIn(fields: string[]): Generator<string[]> {
  let rest = fields
  while (rest[0] === 'SubAfter' && READERS.has(rest[SUB_AFTER_TIMESTAMP] ?? '')) {
    yield rest.slice(0, SUB_AFTER_TIMESTAMP)
    rest = rest.slice(SUB_AFTER_TIMESTAMP)
  }
  yield rest
}

function readRecord(fields: Fields): TraceRecord | null {
  return READERS.get(fields.text(0) ?? '')?.(fields) ?? null
}

const READERS = new Map<string, (fields: Fields) => TraceRecord | null>([
  ['Pub', readPub],
  ['SubBefore', readSubBefore],
  ['SubAfter', readSubAfter],
  ['EndTransaction', readEndTransaction],
  ['Recall', readRecall],
])

function readSent(fields: Fields): Sent | null {
  const messageId = fields.text(5)
  if (messageId === null) return null
  return { timestamp: fields.long(1), group: fields.text(3), topic: fields.text(4), messageId }
}

function readPub(fields: Fields): PubRecord | null {
  const sent = readSent(fields)
  if (sent === null) return null
  const short = fields.count <= 13
  return {
    type: 'Pub',
    ...sent,
    tags: fields.text(6),
    keys: fields.text(7),
    storeHost: fields.text(8),
    bodySizeBytes: fields.int(9),
    costMs: fields.int(10),
    messageType: MESSAGE_TYPES[fields.int(11) ?? -1] ?? null,
    offsetMessageId: short ? null : fields.text(12),
    success: fields.flag(short ? 12 : 13),
  }
}

function readSubBefore(fields: Fields): SubBeforeRecord | null {
  const requestId = fields.text(4)
  const messageId = fields.text(5)
  if (requestId === null || messageId === null) return null
  return {
    type: 'SubBefore',
    timestamp: fields.long(1),
    group: fields.text(3),
    requestId,
    messageId,
    retryTimes: fields.int(6),
    keys: fields.text(7),
  }
}

function readSubAfter(fields: Fields): SubAfterRecord | null {
  const requestId = fields.text(1)
  const messageId = fields.text(2)
  if (requestId === null || messageId === null) return null
  const code = fields.int(6)
  return {
    type: 'SubAfter',
    requestId,
    messageId,
    costMs: fields.int(3),
    success: fields.flag(4),
    keys: fields.text(5),
    contextCode: code === null ? null : (CONSUME_RETURN_TYPES[code] ?? 'unknown'),
    timestamp: fields.long(7),
    group: fields.text(8),
  }
}

const TRANSACTION_STATES = ['COMMIT_MESSAGE', 'ROLLBACK_MESSAGE', 'UNKNOW'] as const

function readEndTransaction(fields: Fields): EndTransactionRecord | null {
  const sent = readSent(fields)
  if (sent === null) return null
  const state = fields.text(11)
  return {
    type: 'EndTransaction',
    ...sent,
    tags: fields.text(6),
    keys: fields.text(7),
    storeHost: fields.text(8),
    transactionId: fields.text(10),
    state: TRANSACTION_STATES.find((known) => known === state) ?? null,
    fromTransactionCheck: fields.flag(12),
  }
}

function readRecall(fields: Fields): RecallRecord | null {
  const sent = readSent(fields)
  return sent && { type: 'Recall', ...sent, success: fields.flag(6) }
}

/** The fields of one record, without the empty ones at its end; what is not there or not of its kind is null. */
class Fields {
  readonly count: number
  readonly #fields: string[]

  constructor(fields: string[]) {
    this.#fields = fields
    this.count = fields.findLastIndex((field) => field !== '') + 1
  }

  text(index: number): string | null {
    const field = this.#fields[index]
    return field === undefined || field === '' || field === 'null' ? null : field
  }

  /** A whole number that is not negative: a clock that was set back makes a cost nobody knows. */
  int(index: number): number | null {
    const field = this.#fields[index] ?? ''
    return /^\d{1,10}$/.test(field) ? Number(field) : null
  }

  long(index: number): bigint | null {
    const field = this.#fields[index] ?? ''
    return /^\d{1,19}$/.test(field) ? BigInt(field) : null
  }

  flag(index: number): boolean | null {
    const field = this.#fields[index]
    return field === 'true' ? true : field === 'false' ? false : null
  }
}
