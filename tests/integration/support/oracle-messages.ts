import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { OutputOf } from '../../../lib/contract/endpoint.ts'
import { urlOf } from '../../../lib/contract/endpoint.ts'
import { readMessage, readMessageBody, readMessageByOffset } from '../../../lib/contract/messages.ts'
import { isoOfPrinted, parseMessage } from './mqadmin-output.ts'
import type { Scene } from './oracle-world.ts'

type Message = OutputOf<typeof readMessage>['items'][number]

/** queryMsgById, queryMsgByUniqueKey, queryMsgByOffset. */
export function compareMessages(scene: Scene): void {
  const mqadmin = (...args: string[]) => scene().world.mqadmin(args)
  /** By either id, compressed and batched messages among them. */
  const samples = () => {
    const { orders, compressed, batch } = scene().data
    return [
      ...[orders[3], orders[20], ...compressed].flatMap((sent) => sent ?? []),
      { topic: 'only-a', messageId: batch.messageIds[1] ?? '', offsetMessageId: batch.offsetMessageIds[1] ?? '' },
    ]
  }

  test('queryMsgById: every field, property and byte', async () => {
    for (const { topic, offsetMessageId } of samples()) {
      const printed = parseMessage(await mqadmin('queryMsgById', ...topicOption(topic), '-i', offsetMessageId))
      const { kind, items } = await scene().world.api.get(readMessage, { messageId: offsetMessageId })
      expect([kind, items.length]).toEqual(['offset', 1])
      expectSameMessage(items[0], printed)
      await expectSameBody(offsetMessageId, printed)
    }
  })

  test('queryMsgByUniqueKey: every field, property and byte', async () => {
    for (const { topic, messageId } of samples()) {
      const printed = parseMessage(await mqadmin('queryMsgByUniqueKey', '-t', topic, '-i', messageId))
      const { kind, items } = await scene().world.api.get(readMessage, { messageId, topic })
      expect([kind, items.length]).toEqual(['unique', 1])
      expectSameMessage(items[0], printed)
    }
  })

  test('queryMsgByOffset: every field, property and byte', async () => {
    const sent = [scene().data.orders[0], scene().data.orders.at(-1), scene().data.compressed[0]].flatMap(
      (one) => one ?? [],
    )
    for (const { topic, brokerName, queueId, queueOffset } of sent) {
      const place = ['-t', topic, '-b', brokerName, '-i', String(queueId), '-o', String(queueOffset)]
      const printed = parseMessage(await mqadmin('queryMsgByOffset', ...place))
      const { item } = await scene().world.api.get(readMessageByOffset, {
        topic,
        broker: brokerName,
        queueId,
        offset: queueOffset,
      })
      expectSameMessage(item, printed)
    }
  })

  test('what became of a message: mqadmin calls a group away that has passed it, and "consumed" what a trace must prove', async () => {
    const states: Record<string, string> = {
      CONSUMED: 'passed',
      CONSUMED_BUT_FILTERED: 'filtered-out',
      CONSUME_BROADCASTING: 'broadcasting',
    }
    // `behind` stopped after the first of the two.
    for (const [sent, behind] of [
      [scene().data.orders[3], 'passed'],
      [scene().data.orders.at(-1), 'offline'],
    ] as const) {
      const output = await mqadmin('queryMsgById', ...topicOption('orders'), '-i', sent?.offsetMessageId ?? '')
      const tracks = [...output.matchAll(/MessageTrack \[consumerGroup=(\S+), trackType=(\w+)/g)]
      const { items } = await scene().world.api.get(readMessage, { messageId: sent?.offsetMessageId ?? '' })
      const ours = (items[0]?.consumption ?? []).map(({ group, state }) => [group, state])
      expect(tracks).toHaveLength(4)
      const verdict = (group = '', type = '') => {
        // 4.9.7 does not know of broadcasting here.
        if (group === 'listeners') return 'broadcasting'
        return type === 'NOT_ONLINE' ? behind : states[type]
      }
      expect(ours.sort()).toEqual(tracks.map(([, group, type]) => [group, verdict(group, type)]).sort())
    }
  })

  async function expectSameBody(messageId: string, printed: ReadonlyMap<string, string>): Promise<void> {
    const { url } = scene().world
    const response = await fetch(url + urlOf(readMessageBody, { cluster: 'default', messageId, decoded: '1' }))
    expect(response.status).toBe(200)
    const theirs = readFileSync(printed.get('Message Body Path') ?? '')
    expect(Buffer.from(await response.arrayBuffer()).equals(theirs)).toBe(true)
  }

  /** 5.x needs the topic to look by the broker's id. */
  const topicOption = (topic: string) => (scene().world.version === '4.9.7' ? [] : ['-t', topic])
}

/** Set by mqadmin's client while it reads a message; the stored message does not have them. */
const ADDED_BY_CLIENT = ['MIN_OFFSET', 'MAX_OFFSET']
/** MessageSysFlag.COMPRESSED_FLAG: mqadmin's client takes it off when it has unpacked the body. */
const COMPRESSED = 1

function expectSameMessage(ours: Message | undefined, printed: ReadonlyMap<string, string>): void {
  const listed = (values: readonly string[]) => `[${values.length > 0 ? values.join(' ') : 'null'}]`
  const theirs = Object.fromEntries(printed)
  expect({
    ...(printed.has('OffsetID') ? { OffsetID: ours?.offsetMessageId } : {}),
    Topic: ours?.topic,
    Tags: `[${ours?.tags}]`,
    Keys: listed(ours?.keys ?? []),
    'Queue ID': String(ours?.queueId),
    'Queue Offset': String(ours?.queueOffset),
    'CommitLog Offset': String(ours?.commitLogOffset),
    'Reconsume Times': String(ours?.reconsumeTimes),
    'Born Timestamp': ours?.bornAt,
    'Store Timestamp': ours?.storedAt,
    'Born Host': ours?.bornHost,
    'Store Host': ours?.storeHost,
    'System Flag': (ours?.sysFlag ?? 0) & ~COMPRESSED,
  }).toEqual({
    ...(printed.has('OffsetID') ? { OffsetID: theirs.OffsetID } : {}),
    Topic: theirs.Topic,
    Tags: theirs.Tags,
    Keys: theirs.Keys,
    'Queue ID': theirs['Queue ID'],
    'Queue Offset': theirs['Queue Offset'],
    'CommitLog Offset': theirs['CommitLog Offset'],
    'Reconsume Times': theirs['Reconsume Times'],
    'Born Timestamp': isoOfPrinted(theirs['Born Timestamp'] ?? ''),
    'Store Timestamp': isoOfPrinted(theirs['Store Timestamp'] ?? ''),
    'Born Host': theirs['Born Host'],
    'Store Host': theirs['Store Host'],
    'System Flag': Number(theirs['System Flag']) & ~COMPRESSED,
  })
  const properties = (theirs.Properties ?? '').slice(1, -1).split(', ')
  expect(
    Object.entries(ours?.properties ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .sort(),
  ).toEqual(properties.filter((pair) => !ADDED_BY_CLIENT.some((name) => pair.startsWith(`${name}=`))).sort())
}
