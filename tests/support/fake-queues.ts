import { encodeMessage, type MessageToEncode } from '../../server/rocketmq/wire/message-codec.ts'
import type { FakeBroker, FakeReply, RecordedRequest } from './fake-broker.ts'

/** A message of a fake queue; what is not given is ordinary. */
export type FakeMessage = Partial<MessageToEncode> & { storedAt: number }

export type FakeQueue = {
  /** By offset; a hole is an offset that is not stored any more. */
  messages: Map<number, FakeMessage>
  /** The first offset that the queue still has; default: the lowest stored one. */
  min?: number
  /** The next offset to be written; default: one after the highest stored one. */
  max?: number
}

/**
 * Lets a scripted broker hold queues of one topic and answer 11, 29, 30, 31 and 202 for them as real ones do
 * (DefaultMessageStore#getMessage, ConsumeQueue#getOffsetInQueueByTime). Queues may be changed while it serves.
 */
export class FakeQueues {
  readonly topic: string
  readonly brokerName: string
  readonly queues: FakeQueue[]
  /** The most of one batch: 32 from memory, 8 from disk. */
  batch = 32
  /** Before 5.1.4: a time is answered with the nearest offset. */
  isOld = false
  /** A slave names the asked offset as the next one. */
  isSlave = false
  readonly #broker: FakeBroker

  constructor(broker: FakeBroker, brokerName: string, queues: FakeQueue[], topic = 'orders') {
    this.#broker = broker
    this.brokerName = brokerName
    this.queues = queues
    this.topic = topic
    broker.on(202, () => this.#stats())
    broker.on(11, (request) => this.pull(request))
    broker.on(29, (request) => this.#byTime(request))
    broker.on(30, (request) => ({ extFields: { offset: String(maxOf(this.#queueOf(request))) } }))
    broker.on(31, (request) => ({ extFields: { offset: String(minOf(this.#queueOf(request))) } }))
  }

  /** Calls that this broker was asked, of all kinds. */
  get calls(): number {
    return this.#broker.requests.length
  }

  /** The answer to one PULL_MESSAGE. */
  pull(request: RecordedRequest): FakeReply {
    const { maxMsgNums, queueId, queueOffset } = request.extFields
    const queue = this.#queueOf(request)
    const from = Number(queueOffset)
    const min = minOf(queue)
    const max = maxOf(queue)
    const answer = (code: number, next: number, body?: Buffer): FakeReply => ({
      code,
      extFields: {
        nextBeginOffset: String(this.isSlave && code !== 0 ? from : next),
        minOffset: String(min),
        maxOffset: String(max),
        suggestWhichBrokerId: '0',
      },
      ...(body ? { body } : {}),
    })
    if (max === 0) return answer(from === 0 ? 19 : 21, 0)
    if (from < min) return answer(21, min)
    if (from === max) return answer(19, max)
    if (from > max) return answer(21, min === 0 ? min : max)
    const records: Buffer[] = []
    let next = from
    for (; next < max && records.length < Math.min(Number(maxMsgNums), this.batch); next++) {
      const message = queue.messages.get(next)
      if (message) records.push(this.#record(Number(queueId), next, message))
    }
    return records.length > 0 ? answer(0, next, Buffer.concat(records)) : answer(20, next)
  }

  #record(queueId: number, offset: number, { storedAt, ...given }: FakeMessage): Buffer {
    return encodeMessage({
      topic: this.topic,
      queueId,
      queueOffset: BigInt(offset),
      commitLogOffset: BigInt(queueId * 1_000_000 + offset * 100),
      flag: 0,
      sysFlag: 0,
      bornTimestamp: BigInt(storedAt - 1),
      bornHost: { ip: '10.1.1.1', port: 5000 },
      storeTimestamp: BigInt(storedAt),
      storeHost: { ip: '127.0.0.1', port: this.#broker.port },
      reconsumeTimes: 0,
      preparedTransactionOffset: 0n,
      properties: [],
      body: Buffer.from(`${this.brokerName} ${queueId} ${offset}`),
      ...given,
    })
  }

  #stats(): FakeReply {
    const offsetTable = this.queues
      .map((queue, queueId) => {
        const key = JSON.stringify({ brokerName: this.brokerName, queueId, topic: this.topic })
        const last = queue.messages.get(maxOf(queue) - 1)?.storedAt ?? 0
        return `${key}:{"lastUpdateTimestamp":${last},"maxOffset":${maxOf(queue)},"minOffset":${minOf(queue)}}`
      })
      .join(',')
    return { body: `{"offsetTable":{${offsetTable}},"topicPutTps":0.0}` }
  }

  #byTime(request: RecordedRequest): FakeReply {
    const queue = this.#queueOf(request)
    const time = Number(request.extFields.timestamp)
    const stored = [...queue.messages].sort(([a], [b]) => a - b).map(([offset, { storedAt }]) => ({ offset, storedAt }))
    const after = stored.find(({ storedAt }) => storedAt >= time)
    const before = stored.findLast(({ storedAt }) => storedAt < time)
    const nearest = !after ? before : !before || after.storedAt - time <= time - before.storedAt ? after : before
    const exact = this.isOld ? stored.findLast(({ storedAt }) => storedAt === time) : undefined
    const answer = this.isOld ? (exact ?? nearest)?.offset : (after?.offset ?? maxOf(queue))
    return { extFields: { offset: String(answer ?? 0) } }
  }

  #queueOf({ extFields }: RecordedRequest): FakeQueue {
    const queue = this.queues[Number(extFields.queueId)]
    if (queue === undefined) throw new Error(`no queue ${extFields.queueId}`)
    return queue
  }
}

/** A queue of messages one after the other, stored at these times. */
export function queueOf(
  times: readonly number[],
  first = 0,
  more: (index: number) => Partial<FakeMessage> = () => ({}),
): FakeQueue {
  return { messages: new Map(times.map((storedAt, index) => [first + index, { storedAt, ...more(index) }])) }
}

const offsetsOf = (queue: FakeQueue): number[] => [...queue.messages.keys()]
const minOf = (queue: FakeQueue): number => queue.min ?? offsetsOf(queue).reduce((a, b) => Math.min(a, b), maxOf(queue))
const maxOf = (queue: FakeQueue): number => queue.max ?? offsetsOf(queue).reduce((a, b) => Math.max(a, b), -1) + 1
