import { encodeMessage, type MessageToEncode } from '../../server/rocketmq/wire/message-codec.ts'
import { encodeOffsetMessageId } from '../../server/rocketmq/wire/message-id.ts'
import { parseMessageProperties } from '../../server/rocketmq/wire/message-properties.ts'
import type { FakeBroker, RecordedRequest } from './fake-broker.ts'

/**
 * Lets a scripted broker store what it is sent (310), park it as a real one does (HookUtils, TransactionalMessageBridge),
 * end transactions (37), and give it back by commit-log offset (33) and by unique id (12). `added`: properties of its own.
 */
export function storeWhatIsSent(fake: FakeBroker, added: ReadonlyArray<[string, string]> = [['CLUSTER', 'c']]) {
  const store: MessageToEncode[] = []
  const storeHost = () => ({ ip: '127.0.0.1', port: fake.port })
  const put = (message: Omit<MessageToEncode, 'commitLogOffset' | 'queueOffset' | 'storeHost'>) => {
    const queueOffset = store.filter(
      ({ topic, queueId }) => topic === message.topic && queueId === message.queueId,
    ).length
    store.push({
      ...message,
      commitLogOffset: BigInt(store.length) * 500n,
      queueOffset: BigInt(queueOffset),
      storeHost: storeHost(),
    })
    return store.at(-1)!
  }
  fake.on(310, (request) => {
    const { queueId, ...message } = messageOf(request, added)
    const stored = put({ ...message, queueId: message.topic === request.extFields.b ? queueId : 0 })
    const msgId = encodeOffsetMessageId({ ...storeHost(), commitLogOffset: stored.commitLogOffset })
    return {
      extFields: { msgId, queueId: String(queueId), queueOffset: String(stored.queueOffset), transactionId: 'T' },
    }
  })
  fake.on(37, ({ extFields }) => {
    const half = store.find(({ commitLogOffset }) => String(commitLogOffset) === extFields.commitLogOffset)
    if (!half || extFields.producerGroup !== new Map(half.properties).get('PGROUP'))
      return { code: 1, remark: 'The producer group wrong' }
    if (extFields.commitOrRollback === '8') {
      const own = new Map(half.properties)
      const [topic, queueId] = [own.get('REAL_TOPIC') ?? '', Number(own.get('REAL_QID'))]
      for (const name of ['TRAN_MSG', 'REAL_TOPIC', 'REAL_QID']) own.delete(name)
      put({ ...half, topic, queueId, properties: [...own], sysFlag: 8, storeTimestamp: half.storeTimestamp + 1n })
    }
    return {}
  })
  fake.on(33, ({ extFields }) => {
    const found = store.find(({ commitLogOffset }) => String(commitLogOffset) === extFields.offset)
    return found ? { body: encodeMessage(found) } : { code: 1, remark: 'can not find message by the offset' }
  })
  fake.on(12, ({ extFields: { topic, key } }) => {
    const hits = store.filter(
      (message) => message.topic === topic && new Map(message.properties).get('UNIQ_KEY') === key,
    )
    return hits.length > 0 ? { body: Buffer.concat(hits.map(encodeMessage)) } : { code: 22, remark: 'not found' }
  })
  return store
}

function messageOf(
  { extFields, body }: RecordedRequest,
  added: ReadonlyArray<[string, string]>,
): Omit<MessageToEncode, 'commitLogOffset' | 'queueOffset' | 'storeHost'> {
  const sent = new Map(parseMessageProperties(extFields.i ?? ''))
  const parkedIn = sent.has('TRAN_MSG')
    ? 'RMQ_SYS_TRANS_HALF_TOPIC'
    : sent.has('DELAY')
      ? 'SCHEDULE_TOPIC_XXXX'
      : sent.has('TIMER_DELIVER_MS')
        ? 'rmq_sys_wheel_timer'
        : null
  const real: Array<[string, string]> = [
    ['REAL_TOPIC', extFields.b ?? ''],
    ['REAL_QID', extFields.e ?? ''],
  ]
  return {
    topic: parkedIn ?? extFields.b ?? '',
    queueId: Number(extFields.e),
    flag: Number(extFields.h),
    sysFlag: Number(extFields.f) & ~0xc,
    bornTimestamp: BigInt(extFields.g ?? 0),
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: BigInt(extFields.g ?? 0),
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties: [...sent, ...added, ...(parkedIn === null ? [] : real)],
    body,
  }
}
