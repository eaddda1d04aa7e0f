import { beforeEach, describe, expect, test } from 'vitest'
import { type BrokerSpec, buildState, NOW } from '@/tests/support/cluster-state.ts'
import { buildModel } from './model'
import { type Problems, ProblemWatch } from './problems'
import { failed, good } from './reading'
import { Recorder } from './recorder'
import type { ClusterState } from './state'

const MINUTE = 60_000
const GB = 1024 ** 3

let watch: ProblemWatch
let recorder: Recorder
beforeEach(() => {
  // Looked at for an hour, so that beginnings are known.
  watch = new ProblemWatch(NOW - 3_600_000)
  recorder = new Recorder()
})

const look = (state: ClusterState, now = NOW): Problems => {
  const model = buildModel(state, now)
  recorder.record(state, model, now)
  return watch.look(state, model, recorder, now)
}
const lamp = (problems: Problems, id: string) => problems.lamps.find((l) => l.id === id)
const kinds = (problems: Problems) => problems.items.map((i) => `${i.kind} ${i.subject.name}`)

const disk = { commitLogDiskRatio: '0.3' }
const master = { id: 0, runtime: disk }
const healthy: BrokerSpec = { name: 'broker-a', replicas: [master, { id: 1, haLagBytes: 0, runtime: disk }] }

describe('the eight lamps', () => {
  test('stand in their order and are ok on a healthy cluster', () => {
    const config = { flushDiskType: 'ASYNC_FLUSH', listenPort: '1' }
    const replicas = healthy.replicas!.map((r) => ({ ...r, config: { ...config, listenPort: String(r.id) } }))
    const { lamps, items } = look(buildState({ brokers: [{ ...healthy, replicas }] }))
    expect(items).toEqual([])
    expect(lamps.map((l) => l.id)).toEqual([
      'brokers',
      'nameServers',
      'replicas',
      'disk',
      'growingLag',
      'noConsumer',
      'deadLetters',
      'configDrift',
    ])
    expect(new Set(lamps.map((l) => l.state))).toEqual(new Set(['ok']))
  })

  test('are unknown where nobody answered, and never ok', () => {
    const { lamps } = look(buildState({ brokers: [], nameServers: [{ address: '127.0.0.1:1', reachable: false }] }))
    expect(lamps.filter((l) => l.id !== 'nameServers').map((l) => [l.state, l.count])).toEqual(
      Array.from({ length: 7 }, () => ['unknown', null]),
    )
    expect(lamps.find((l) => l.id === 'nameServers')).toMatchObject({ state: 'danger', count: 1 })
  })
})

describe('brokers, replicas and disks', () => {
  test('a master down is worse than a slave; worst first', () => {
    const state = buildState({
      brokers: [
        { name: 'broker-a', replicas: [master, { id: 1, state: 'down' }] },
        { name: 'broker-b', replicas: [{ id: 0, state: 'down' }] },
      ],
    })
    const problems = look(state)
    expect(kinds(problems).slice(0, 2)).toEqual(['broker-down broker-b', 'broker-down broker-a'])
    expect(lamp(problems, 'brokers')).toEqual({ id: 'brokers', state: 'danger', count: 2 })
    expect(problems.items[0]).toMatchObject({ severity: 'danger', sinceMs: NOW - 60_000 })
    expect(problems.items[0]!.facts.reason).toContain('unreachable')
  })

  test('a master that counts fewer slaves in sync than are up, once that lasts a minute', () => {
    const replicas = (inSyncSlaves: number, slave: 'up' | 'down') => [
      { id: 0, inSyncSlaves },
      { id: 1, haLagBytes: 0, state: slave },
    ]
    const at = (ms: number, inSyncSlaves: number, slave: 'up' | 'down' = 'up') =>
      look(buildState({ brokers: [{ name: 'broker-a', replicas: replicas(inSyncSlaves, slave) }] }), NOW + ms)
    const isSaid = (problems: Problems) => kinds(problems).includes('replica-out-of-sync broker-a')
    expect(isSaid(at(0, 0))).toBe(false)
    expect(isSaid(at(59_000, 0))).toBe(false)
    const problems = at(60_000, 0)
    expect(isSaid(problems)).toBe(true)
    expect(problems.items.find(({ kind }) => kind === 'replica-out-of-sync')).toMatchObject({
      severity: 'warning',
      facts: { inSyncSlaves: 0, slaves: 1 },
      sinceMs: NOW,
    })
    expect(isSaid(at(61_000, 0, 'down'))).toBe(false)
    expect(isSaid(at(62_000, 1))).toBe(false)
  })

  test('a slave over 64 MB behind, and one that no name server lists any more', () => {
    const at = 64 * 1024 * 1024
    const slaves = [
      { id: 1, haLagBytes: at },
      { id: 2, haLagBytes: at + 1 },
      { id: 3, haLagBytes: 0, registered: false },
    ]
    const problems = look(buildState({ brokers: [{ name: 'broker-a', replicas: [master, ...slaves] }] }))
    expect(problems.items.filter((i) => i.lamp === 'replicas').map((i) => [i.kind, i.subject.brokerId])).toEqual(
      expect.arrayContaining([
        ['replica-behind', 2],
        ['replica-missing', 3],
      ]),
    )
    expect(lamp(problems, 'replicas')!.count).toBe(2)
  })

  test('slaves whose distance is not known leave the lamp unknown; no slave at all is ok', () => {
    const unmeasured = buildState({ brokers: [{ name: 'broker-a', replicas: [master, { id: 1 }] }] })
    expect(lamp(look(unmeasured), 'replicas')!.state).toBe('unknown')
    expect(lamp(look(buildState({ brokers: [{ name: 'broker-a', replicas: [master] }] })), 'replicas')!.state).toBe(
      'ok',
    )
  })

  test.each([
    ['0.74', undefined, 'ok'],
    ['0.75', undefined, 'warning'],
    ['0.75', '80', 'ok'],
    ['0.80', '80', 'warning'],
    ['0.90', '95', 'ok'],
    ['0.91', undefined, 'danger'],
  ])('disk %s at diskMaxUsedSpaceRatio %s is %s', (ratio, limit, expected) => {
    const config = limit === undefined ? {} : { config: { diskMaxUsedSpaceRatio: limit } }
    const replica = { id: 0, runtime: { commitLogDiskRatio: ratio }, ...config }
    const problems = look(buildState({ brokers: [{ name: 'broker-a', replicas: [replica] }] }))
    expect(lamp(problems, 'disk')!.state).toBe(expected)
  })
})

describe('name servers', () => {
  const two = () =>
    buildState({ brokers: [healthy], nameServers: [{ address: '127.0.0.1:1' }, { address: '127.0.0.1:2' }] })

  test('views that differ are a problem only when the next look says so too', () => {
    const state = two()
    const second = state.nameServers.get('127.0.0.1:2')!
    second.view = good(new Map(), NOW)
    expect(lamp(look(state), 'nameServers')!.state).toBe('ok')
    for (const ns of state.nameServers.values()) ns.view = good(ns.view.value!, NOW + 10_000)
    const problems = look(state, NOW + 10_000)
    expect(lamp(problems, 'nameServers')!.state).toBe('warning')
    const [item] = problems.items.filter((i) => i.kind === 'name-servers-differ')
    expect(item!.facts.first).toContain('broker-a/0 is not listed by 127.0.0.1:2')
    expect(item!.sinceMs).toBe(NOW)
  })

  test('one of two unreachable is a warning with its reason', () => {
    const state = two()
    const second = state.nameServers.get('127.0.0.1:2')!
    second.reachable = false
    second.view = failed(second.view, 'refused', NOW)
    const problems = look(state)
    expect(lamp(problems, 'nameServers')).toMatchObject({ state: 'warning', count: 1 })
    expect(problems.items[0]).toMatchObject({ kind: 'name-server-down', facts: { reason: 'refused' } })
  })
})

describe('groups', () => {
  const behind = (committed: number, more: Partial<BrokerSpec> = {}): ClusterState =>
    buildState({
      brokers: [
        {
          ...healthy,
          topics: { orders: { offsets: [{ max: [5_000] }] } },
          groups: { g: {} },
          committed: { g: { orders: [committed] } },
          connections: { g: { online: false } },
          ...more,
        },
      ],
    })

  test('lag and nobody connected lights after 60 s, with the beginning', () => {
    const state = behind(4_990)
    expect(lamp(look(state), 'noConsumer')!.state).toBe('ok')
    expect(lamp(look(state, NOW + 59_000), 'noConsumer')!.state).toBe('ok')
    const problems = look(state, NOW + 60_000)
    expect(problems.items.filter((i) => i.lamp === 'noConsumer')).toMatchObject([
      { kind: 'no-consumer', subject: { kind: 'group', name: 'g' }, facts: { lagMessages: 10 }, sinceMs: NOW },
    ])
  })

  test.each([
    ['no lag', behind(5_000)],
    ['left-over offsets', behind(10, { groups: {} })],
    [
      'RocketMQ’s own group',
      behind(10, {
        groups: { TOOLS_CONSUMER: {} },
        committed: { TOOLS_CONSUMER: { orders: [1] } },
        connections: { TOOLS_CONSUMER: { online: false } },
      }),
    ],
    [
      'a consumer',
      behind(10, {
        connections: {
          g: {
            clients: [{ clientId: 'c' }],
            subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: '*' }],
          },
        },
      }),
    ],
  ])('%s lights nothing', (_, state) => {
    look(state)
    expect(lamp(look(state, NOW + 70_000), 'noConsumer')!.state).toBe('ok')
  })

  test('clients not asked for yet leave the lamp unknown', () => {
    const state = behind(10, { connections: {} })
    look(state)
    expect(lamp(look(state, NOW + 70_000), 'noConsumer')).toMatchObject({ state: 'unknown', count: null })
  })

  /** One minute a step: the lag of `g` as recorded, then what the lamp says at the end. */
  const grow = (lags: readonly number[]) => {
    let problems: Problems | null = null
    lags.forEach((lag, minute) => {
      const now = NOW + minute * MINUTE
      problems = look(
        buildState({
          now,
          brokers: [
            {
              ...healthy,
              topics: { orders: { offsets: [{ agoMs: 60_000, max: [10_000 - 600] }, { max: [10_000] }] } },
              groups: { g: {} },
              committedHistory: [{ agoMs: 60_000, groups: { g: { orders: [10_000 - lag - 60] } } }],
              committed: { g: { orders: [10_000 - lag] } },
              connections: {
                g: {
                  clients: [{ clientId: 'c' }],
                  subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: '*' }],
                },
              },
            },
          ],
        }),
        now,
      )
    })
    return lamp(problems!, 'growingLag')!.state
  }

  test('growing lag: ≥ 1,000, risen in 4 of 5 minutes, more in than out', () => {
    expect(grow([900, 1_000, 1_100, 1_200, 1_150, 1_300])).toBe('warning')
  })
  test.each([
    ['below 1,000', [100, 200, 300, 400, 500, 600], 'ok'],
    ['risen in 3 of 5 minutes', [900, 1_000, 1_100, 1_050, 1_040, 1_300], 'ok'],
    ['too few minutes to say', [1_000, 1_100], 'unknown'],
  ] as const)('growing lag: %s → %s', (_, lags, expected) => {
    // The recorder and the watch start anew in each case.
    recorder = new Recorder()
    expect(grow(lags)).toBe(expected)
  })

  test('dead letters that came while we looked, with how many', () => {
    const dead = (count: number) =>
      behind(5_000, {
        topics: { orders: { offsets: [{ max: [5_000] }] }, '%DLQ%g': { offsets: [{ max: [count], min: [1] }] } },
      })
    expect(lamp(look(dead(3)), 'deadLetters')!.state).toBe('ok')
    const problems = look(dead(5), NOW + 5_000)
    expect(problems.items).toMatchObject([
      { kind: 'dead-letters', subject: { name: 'g' }, facts: { newMessages: 2, dlqMessages: 4 }, sinceMs: NOW + 5_000 },
    ])
    expect(lamp(look(dead(5), NOW + 17 * MINUTE), 'deadLetters')!.state).not.toBe('warning')
  })
})

describe('dead letters on several brokers', () => {
  const spec = (name: string, count: number, more: Partial<BrokerSpec> = {}): BrokerSpec => ({
    name,
    replicas: [master],
    topics: { '%DLQ%g': { offsets: [{ max: [count] }] } },
    groups: { g: {} },
    connections: { g: { online: false } },
    ...more,
  })
  const state = (...brokers: BrokerSpec[]) => buildState({ brokers })

  test('a broker that is read later than the others is no growth, and until then nothing is said', () => {
    const early = look(state(spec('broker-a', 200), spec('broker-b', 0, { read: false })))
    expect(lamp(early, 'deadLetters')!.state).toBe('unknown')
    expect(lamp(look(state(spec('broker-a', 200), spec('broker-b', 160)), NOW + 5_000), 'deadLetters')!.state).toBe(
      'ok',
    )
  })

  test('a broker gone silent keeps its last count; what the others add is seen', () => {
    look(state(spec('broker-a', 200), spec('broker-b', 160)))
    const silent = { replicas: [{ id: 0, state: 'down' as const }], agoMs: 120_000 }
    const problems = look(state(spec('broker-a', 203), spec('broker-b', 160, silent)), NOW + 5_000)
    expect(problems.items.filter((i) => i.lamp === 'deadLetters')).toMatchObject([{ facts: { newMessages: 3 } }])
  })
})

describe('configuration drift', () => {
  const brokers = (first: Record<string, string>, second: Record<string, string>, version = '5.5.0'): BrokerSpec[] => [
    { name: 'broker-a', replicas: [{ ...master, config: first }] },
    { name: 'broker-b', replicas: [{ ...master, config: second, version }] },
  ]

  test('names the key, and who has which value', () => {
    const problems = look(
      buildState({
        brokers: brokers({ fileReservedTime: '72', brokerName: 'a' }, { fileReservedTime: '48', brokerName: 'b' }),
      }),
    )
    expect(problems.items.map((i) => i.facts)).toEqual([
      { key: 'fileReservedTime', values: 2, detail: '72: broker-a/0; 48: broker-b/0' },
    ])
  })

  test('brokers of two versions are not compared', () => {
    const state = buildState({ brokers: brokers({ fileReservedTime: '72' }, { fileReservedTime: '48' }, '4.9.7') })
    expect(lamp(look(state), 'configDrift')!.state).toBe('ok')
  })

  test('a secret that differs is not shown', () => {
    const state = buildState({ brokers: brokers({ a: '1' }, { a: '1' }) })
    for (const replica of state.replicas.values())
      replica.config = good([{ key: 'innerClientAuthenticationCredentials', value: null, secret: true }], NOW)
    expect(look(state).items).toEqual([])
  })
})

test('a problem that was there when we began to look has no beginning', () => {
  watch = new ProblemWatch(NOW - 10_000)
  const replica = { id: 0, runtime: { commitLogDiskRatio: '0.8', commitLogMaxOffset: String(GB) } }
  expect(look(buildState({ brokers: [{ name: 'broker-a', replicas: [replica] }] })).items).toMatchObject([
    { sinceMs: null },
  ])
})
