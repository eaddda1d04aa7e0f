import { expect, test, vi } from 'vitest'
import { listGroups, readGroup, readGroupClients, readGroupLag } from '../../../lib/contract/groups.ts'
import { readProducer } from '../../../lib/contract/topics.ts'
import {
  type ClientRow,
  type GroupProgress,
  parseConsumerConnection,
  parseConsumerProgress,
  parseGroupProgress,
  parseProducerConnection,
} from './mqadmin-output.ts'
import { ODD_GROUP } from './oracle-data.ts'
import { DIFFERENT_ON_PURPOSE } from './oracle-topics.ts'
import type { Scene } from './oracle-world.ts'
import { everyPage, PATIENCE } from './settle.ts'

/** consumerProgress of all and of one, consumerConnection, producerConnection. */
export function compareGroups(scene: Scene): void {
  const mqadmin = (...args: string[]) => scene().world.mqadmin(args)
  const allGroups = async () => (await scene().world.api.get(listGroups, { ...everyPage, kind: 'all' })).items
  const lagOf = (group: string) => scene().world.api.get(readGroupLag, { group })

  /** Times and messages in flight are asked of the brokers on request: they come with a later answer on a busy machine. */
  const lagWithTimes = (group: string) =>
    vi.waitUntil(async () => {
      const answer = await lagOf(group)
      const consumed = answer.items.filter(({ consumerOffset, minOffset }) => (consumerOffset ?? 0) > (minOffset ?? 0))
      return consumed.every(({ lastConsumedAt }) => lastConsumedAt !== null) ? answer : null
    }, PATIENCE)

  test('consumerProgress: members, version, type, model and lag of every group', async () => {
    // mqadmin is a client itself once it has looked for a message.
    const printed = parseConsumerProgress(await mqadmin('consumerProgress')).filter(
      ({ group }) => group !== 'TOOLS_CONSUMER',
    )
    const ours = new Map((await allGroups()).map((group) => [group.name, group]))
    expect(printed.map(({ group }) => group).sort()).toEqual(
      ['behind', 'early', 'failing', ODD_GROUP, 'listeners', 'puller', 'readers', 'tagged', 'too-late'].sort(),
    )
    for (const row of printed) {
      const group = ours.get(row.group)
      expect(group?.members, row.group).toBe(row.members)
      expect(group?.state, row.group).toBe(row.version === 'OFFLINE' ? 'offline' : 'online')
      expect(group?.clientVersions.map(printedVersion), row.group).toEqual(
        row.version === 'OFFLINE' ? [] : [row.version],
      )
      expect(group?.consumeType, row.group).toBe(row.type?.toLowerCase() ?? 'unknown')
      // mqadmin leaves the model of pull groups blank.
      if (row.model) expect(group?.messageModel, row.group).toBe(row.model.toLowerCase())
      if (isDifferent(row.group)) continue
      expect(group?.lagMessages, row.group).toBe(row.diff)
      expect(group?.atLeast, row.group).not.toContain('lagMessages')
    }
    expect(ours.get('behind')?.lagMessages).toBe(17)
  })

  test('consumerProgress of one group: offsets, lag and time of every queue', async () => {
    for (const group of ['readers', 'tagged', 'behind', 'failing', 'puller', ODD_GROUP]) {
      const printed = parseGroupProgress(await mqadmin('consumerProgress', '-g', group))
      const ours = await lagWithTimes(group)
      expectSameQueues(group, ours.items, printed)
      expect(ours.lagMessages, group).toBe(printed.diffTotal)
      expect((await scene().world.api.get(readGroup, { group })).lagMessages, group).toBe(printed.diffTotal)
      if (printed.inFlightTotal !== null) expect(ours.inFlight, group).toBe(printed.inFlightTotal)
    }
  })

  test('a queue that was never committed is unknown here; mqadmin counts it from 0', async () => {
    const printed = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'early'))
    const ours = await lagOf('early')
    const cells = (queueId: number) => {
      const row = ours.items.find((item) => item.topic === 'growing' && item.queueId === queueId)
      return [row?.brokerOffset, row?.consumerOffset, row?.lagMessages]
    }
    const growing = printed.queues.filter(({ topic }) => topic === 'growing')
    expect(growing.map(({ brokerOffset, consumerOffset, diff }) => [brokerOffset, consumerOffset, diff])).toEqual([
      [4, 4, 0],
      [1, 0, 1],
      [2, 0, 2],
    ])
    expect([0, 1, 2].map(cells)).toEqual([
      [4, 4, 0],
      [1, null, null],
      [2, null, null],
    ])
    expect(printed.diffTotal).toBe(3)
    const group = await scene().world.api.get(readGroup, { group: 'early' })
    expect([group.lagMessages, group.atLeast.includes('lagMessages'), group.notes]).toEqual([
      0,
      true,
      ['never-committed'],
    ])
  })

  test('messages that expired unread are not backlog here; mqadmin counts them', async () => {
    const printed = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'too-late'))
    expect(printed.diffTotal).toBe(30)
    const row = (await lagOf('too-late')).items.find(({ topic }) => topic === 'expiring')
    const minOffset = row?.minOffset ?? 0
    expect(minOffset).toBeGreaterThan(3)
    expect([row?.brokerOffset, row?.consumerOffset]).toEqual([33, 3])
    expect([row?.lagMessages, row?.expiredMessages]).toEqual([33 - minOffset, minOffset - 3])
    const group = await scene().world.api.get(readGroup, { group: 'too-late' })
    expect([group.lagMessages, group.expiredMessages]).toEqual([33 - minOffset, minOffset - 3])
  })

  test('the lag of a broadcasting group is unknown here, as its clients keep the offsets; mqadmin prints 0 or fails', async () => {
    const row = parseConsumerProgress(await mqadmin('consumerProgress')).find(({ group }) => group === 'listeners')
    expect([row?.model, row?.diff]).toEqual(['BROADCASTING', 0])
    const group = await scene().world.api.get(readGroup, { group: 'listeners' })
    expect([group.messageModel, group.lagMessages, group.notes]).toEqual(['broadcasting', null, ['broadcasting']])
  })

  test('a group that never had a client is listed here; mqadmin cannot see it for want of a retry topic', async () => {
    const output = await scene().world.cluster.mqadmin(['consumerProgress', '-g', 'never-started'], {
      allowFailure: true,
    })
    expect(output).toContain('CODE: 17')
    const group = await scene().world.api.get(readGroup, { group: 'never-started' })
    expect([group.state, group.members, group.leftover, group.lagMessages]).toEqual(['offline', 0, false, null])
  })

  test('consumerConnection: clients, subscriptions, type, model and where it began', async () => {
    for (const { group, clientId } of scene().data.online) {
      const printed = parseConsumerConnection(await mqadmin('consumerConnection', '-g', group))
      const ours = await scene().world.api.get(readGroupClients, { group })
      const row = (await allGroups()).find(({ name }) => name === group)
      expect(ours.items.map(withoutAddress), group).toEqual(printed.clients.map(withoutAddress))
      expect(ours.items.map((item) => item.clientId)).toEqual([clientId])
      expect(
        ours.subscriptions.map(({ topic, expression }) => ({ topic, expression })),
        group,
      ).toEqual(byTopic(printed.subscriptions))
      expect(row?.consumeType, group).toBe(printed.consumeType === 'CONSUME_ACTIVELY' ? 'pull' : 'push')
      expect(row?.messageModel, group).toBe(printed.messageModel.toLowerCase())
      expect(ours.consumeFromWhere, group).toBe(printed.consumeFromWhere)
    }
  })

  test('producerConnection: the same clients, each at an address that one of the brokers knows', async () => {
    const printed: ClientRow[] = []
    for (const topic of ['only-a', 'only-b']) {
      printed.push(
        ...parseProducerConnection(await mqadmin('producerConnection', '-g', 'fixture-producer', '-t', topic)),
      )
    }
    const ours = await scene().world.api.get(readProducer, { group: 'fixture-producer' })
    expect(ours.items.map(({ clientId }) => clientId).sort()).toEqual(
      [...new Set(printed.map(({ clientId }) => clientId))].sort(),
    )
    for (const { clientId, address, language, version } of ours.items) {
      expect(printed).toContainEqual({ clientId, address, language, version: printedVersion(version) })
    }
  })
}

const isDifferent = (group: string) => (DIFFERENT_ON_PURPOSE as readonly string[]).includes(group)

const printedVersion = (version: string | null) => `V${version?.replaceAll('.', '_')}`

/** A client has a connection to each broker, and mqadmin asks a broker of its choice: the port differs by broker. */
const withoutAddress = ({
  clientId,
  language,
  version,
}: {
  clientId: string
  language: string | null
  version: string | null
}) => ({
  clientId,
  language,
  version: version?.startsWith('V') ? version : printedVersion(version),
})

const byTopic = <T extends { topic: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => a.topic.localeCompare(b.topic, 'en', { numeric: true }))

type QueueRow = {
  topic: string
  brokerName: string
  queueId: number
  brokerOffset: number | null
  minOffset: number | null
  consumerOffset: number | null
  lagMessages: number | null
  lastConsumedAt: string | null
}

/** Each printed queue is ours, to the last digit; what we have beyond it is empty and was never committed. */
function expectSameQueues(group: string, items: readonly QueueRow[], { queues }: GroupProgress): void {
  expect(queues.length, group).toBeGreaterThan(0)
  const key = (row: { topic: string; brokerName: string; queueId: number }) =>
    `${row.topic} ${row.brokerName} ${row.queueId}`
  const printed = new Map(queues.map((row) => [key(row), row]))
  expect(items.filter((row) => printed.has(key(row)))).toHaveLength(queues.length)
  for (const row of items) {
    const theirs = printed.get(key(row))
    if (!theirs) {
      expect([row.brokerOffset, row.consumerOffset, row.lagMessages], key(row)).toEqual([row.minOffset, null, 0])
      continue
    }
    expect([row.brokerOffset, row.consumerOffset ?? 0, row.lagMessages], key(row)).toEqual([
      theirs.brokerOffset,
      theirs.consumerOffset,
      theirs.diff,
    ])
    expect(row.lastConsumedAt?.replace(/\.\d+Z$/, '.000Z') ?? null, key(row)).toBe(theirs.lastTime)
  }
}
