import { describe, expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state.ts'
import { listGroups } from './list-groups'

const all = { topic: 'orders', expressionType: 'TAG', expression: '*' }
const online = (clientId = 'c1', more: object = {}) => ({ clients: [{ clientId }], subscriptions: [all], ...more })
const topics = { orders: { offsets: [{ agoMs: 30_000, max: [400, 70] }, { max: [1_000, 100] }] } }

const brokers: BrokerSpec[] = [
  {
    name: 'broker-a',
    topics: {
      ...topics,
      '%RETRY%a|b-c_d': { offsets: [{ max: [3] }] },
      '%DLQ%a|b-c_d': { offsets: [{ max: [9], min: [2] }] },
    },
    groups: { 'a|b-c_d': {}, idle: {}, never: {}, loud: {}, TOOLS_CONSUMER: {}, 'half-known': {} },
    committed: {
      'a|b-c_d': { orders: [900, 100], '%RETRY%a|b-c_d': [1] },
      idle: { orders: [1_000, 100] },
      never: { orders: [null, 40] },
      gone: { orders: [10, 10] },
      'half-known': { orders: [995, 100] },
    },
    connections: {
      'a|b-c_d': online('c1', { subscriptions: [{ ...all, expression: 'x || y' }] }),
      idle: { online: false },
      never: { online: false },
      gone: { online: false },
      loud: online('c9', { messageModel: 'broadcasting' }),
      TOOLS_CONSUMER: { online: false },
      'half-known': { error: 'broker-a: the call got no reply within 3000 ms' },
    },
  },
]
const list = (input: object, specs = brokers) =>
  listGroups.run(callOn(buildCluster({ brokers: specs })), { cluster: 'default', ...input })
const row = async (name: string, specs = brokers) => (await list({ kind: 'all', search: name }, specs)).items[0]!

describe('listGroups', () => {
  test('a search without a match gets the closest name, whatever kind it is; one with matches gets none', async () => {
    expect(await list({ search: 'half-nown' })).toMatchObject({ total: 0, closest: 'half-known' })
    expect(await list({ search: 'TOOLS_CONSUMRE' })).toMatchObject({ total: 0, closest: 'TOOLS_CONSUMER' })
    expect(await list({ search: 'zzzzzz' })).toMatchObject({ total: 0, closest: null })
    expect(await list({ search: 'half' })).not.toHaveProperty('closest')
    expect(await list({ kind: 'own', state: 'unknown', topic: 'none' })).not.toHaveProperty('closest')
  })

  test('own groups by default, with the counts of the other kinds', async () => {
    const page = await list({})
    expect(page.items.map((g) => g.name)).toEqual(['a|b-c_d', 'half-known', 'idle', 'loud', 'never'])
    expect(page.kinds).toEqual({ own: 5, leftover: 1, system: 1 })
    expect(page.completeness).toMatchObject({ asked: 1, answered: 1 })
    expect((await list({ kind: 'leftover,system' })).items.map((g) => g.name)).toEqual(['gone', 'TOOLS_CONSUMER'])
    expect((await list({ kind: 'all' })).total).toBe(7)
  })

  test('lag includes the retry topic; retry and dead letters are shown apart', async () => {
    expect(await row('a|b-c_d')).toMatchObject({
      state: 'online',
      members: 1,
      topics: ['orders'],
      lagMessages: 102,
      retryMessages: 2,
      dlqMessages: 7,
      notes: ['includes-filtered'],
      clientVersions: ['5.5.0'],
      inFlight: null,
      leftover: false,
    })
  })

  test('a queue never committed makes the lag a lower bound, with its reason', async () => {
    expect(await row('never')).toMatchObject({ lagMessages: 60, notes: ['never-committed'], members: 0 })
    expect((await row('never')).atLeast).toContain('lagMessages')
  })

  test('a queue that holds nothing cannot be behind: an exact number', async () => {
    const empty: BrokerSpec[] = [
      {
        name: 'broker-a',
        topics: { ...topics, '%RETRY%idle': { offsets: [{ max: [0] }] } },
        groups: { idle: {} },
        committed: { idle: { orders: [1_000, 100] } },
        connections: { idle: online() },
      },
    ]
    expect(await row('idle', empty)).toMatchObject({
      lagMessages: 0,
      retryMessages: 0,
      lagMs: 0,
      atLeast: [],
      notes: [],
    })
  })

  test('a broadcasting group has no lag and no out-rate, and says so', async () => {
    expect(await row('loud')).toMatchObject({ lagMessages: null, lagMs: null, outTps: null, notes: ['broadcasting'] })
  })

  test('a group without any queue: unknown, with a note', async () => {
    const bare: BrokerSpec[] = [{ name: 'broker-a', groups: { bare: {} }, connections: { bare: { online: false } } }]
    expect(await row('bare', bare)).toMatchObject({ lagMessages: null, notes: ['no-queues'], atLeast: [] })
  })

  test('clients that nobody could name are unknown, not none', async () => {
    expect(await row('half-known')).toMatchObject({ state: 'unknown', members: null, lagMessages: 5 })
  })

  test('a silent broker: the rest is a lower bound and the broker is named', async () => {
    const silent: BrokerSpec[] = [
      { ...brokers[0]!, name: 'broker-a' },
      { ...brokers[0]!, name: 'broker-b', replicas: [{ id: 0, state: 'down' }], agoMs: 120_000 },
    ]
    const page = await list({ search: 'idle' }, silent)
    expect(page.items[0]).toMatchObject({ lagMessages: 0, state: 'unknown' })
    expect(page.items[0]!.notes).toContain('broker-silent')
    expect(page.items[0]!.atLeast).toContain('lagMessages')
    expect(page.completeness).toMatchObject({ asked: 2, answered: 1, failed: [{ target: 'broker-b/0' }] })
  })

  test('nothing known at all is null', async () => {
    const down: BrokerSpec[] = [{ ...brokers[0]!, replicas: [{ id: 0, state: 'down' }], agoMs: 120_000 }]
    expect(await row('idle', down)).toMatchObject({
      lagMessages: null,
      retryMessages: null,
      members: null,
      state: 'unknown',
    })
  })

  test('sorts with unknown last, filters by state and topic, pages', async () => {
    const names = async (input: object) => (await list(input)).items.map((g) => g.name)
    expect(await names({ sort: '-lagMessages' })).toEqual(['a|b-c_d', 'never', 'half-known', 'idle', 'loud'])
    expect(await names({ sort: 'lagMessages', pageSize: 1, page: 2 })).toEqual(['half-known'])
    expect(await names({ state: 'offline' })).toEqual(['idle', 'never'])
    expect(await names({ topic: '%RETRY%a|b-c_d' })).toEqual(['a|b-c_d'])
    expect(await names({ topic: 'nothing' })).toEqual([])
  })

  test.each([{ state: 'asleep' }, { kind: 'mine' }, { sort: 'colour' }])('%o is refused', async (input) => {
    await expect(list(input)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('the trend comes from the recorded lag', async () => {
    const cluster = buildCluster({ brokers })
    const model = cluster.model(NOW)
    const group = model.groups.get('idle')!
    for (let step = 0; step <= 10; step++) {
      const lag = { ...group.lag, lagMessages: step * 100 }
      const groups = new Map([['idle', { ...group, lag }]])
      cluster.recorder.record(cluster.state, { ...model, groups }, NOW - (10 - step) * 5_000)
    }
    const page = await listGroups.run(callOn(cluster), { cluster: 'default', search: 'idle' })
    expect(page.items[0]!.trend).toBe('rising')
    expect(page.items[0]!.lagTrend).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
  })
})
