import { describe, expect, it } from 'vitest'
import { evenQueues, heat, largestRate, routePictureRows } from './route-picture-rows'

const truth = { asOf: null, completeness: { asked: 1, answered: 1, failed: [] } }
const queue = (brokerName: string, queueId: number, inTps: number | null) => ({
  brokerName,
  queueId,
  minOffset: 0,
  maxOffset: 10,
  messagesKept: 10,
  lastMessageAt: null,
  inTps,
  fromReplica: null,
  stale: inTps === null,
  asOf: null,
  atLeast: [],
})
const replica = (brokerName: string, brokerId: number, state: 'up' | 'down') => ({
  brokerName,
  brokerId,
  state,
  address: `10.0.0.${brokerId}:10911`,
  role: brokerId === 0 ? ('master' as const) : ('slave' as const),
  clusterName: 'c',
})
const route = (brokers: Record<string, Record<string, string>>, queueCount = 2) => ({
  brokers: Object.entries(brokers).map(([brokerName, addresses]) => ({ brokerName, clusterName: 'c', addresses })),
  queues: Object.keys(brokers).map((brokerName) => ({
    brokerName,
    readQueues: queueCount,
    writeQueues: queueCount,
    permission: 'rw' as const,
  })),
  orderConfig: null,
  ...truth,
})

describe('routePictureRows', () => {
  it('joins route, queues and replicas by broker, brokers in natural order', () => {
    const rows = routePictureRows(
      route({ 'b-10': { 0: '10.0.0.0:10911' }, 'b-2': { 0: '10.0.0.0:10911' } }),
      [queue('b-2', 0, 3), queue('b-2', 1, 4), queue('b-10', 0, 5)],
      [replica('b-2', 0, 'up'), replica('b-10', 0, 'up')],
    )
    expect(rows.map((row) => row.brokerName)).toEqual(['b-2', 'b-10'])
    expect(rows[0]).toMatchObject({ masterDown: false, inTps: { value: 7, atLeast: false } })
    expect(largestRate(rows)).toBe(5)
  })

  it('keeps a master that dropped out of the route, as down and not given to clients', () => {
    const [row] = routePictureRows(
      route({ b: { 1: '10.0.0.1:10911' } }),
      [queue('b', 0, null)],
      [replica('b', 0, 'down'), replica('b', 1, 'up')],
    )
    expect(row).toMatchObject({
      masterDown: true,
      inTps: { value: null, atLeast: false },
      addresses: [
        { brokerId: '0', state: 'down', inRoute: false },
        { brokerId: '1', state: 'up', inRoute: true },
      ],
    })
  })

  it('shows a broker that has queues and is not in the route', () => {
    const [row] = routePictureRows(route({}), [queue('b', 0, 1)], [])
    expect(row).toMatchObject({ brokerName: 'b', queues: null, addresses: [] })
  })

  it('does not take the state of another address for that of the route', () => {
    const [row] = routePictureRows(route({ b: { 0: '10.9.9.9:10911' } }), [], [replica('b', 0, 'down')])
    expect(row?.addresses).toEqual([{ brokerId: '0', address: '10.9.9.9:10911', state: null, inRoute: true }])
  })

  it('makes a sum over some queues at least', () => {
    const [row] = routePictureRows(route({ b: {} }), [queue('b', 0, 2), queue('b', 1, null)], [])
    expect(row?.inTps).toEqual({ value: 2, atLeast: true })
  })
})

describe('heat', () => {
  it.each([
    { rate: 5, largest: 10, is: 0.5 },
    { rate: 10, largest: 10, is: 1 },
    { rate: 0, largest: 10, is: null },
    { rate: null, largest: 10, is: null },
    { rate: 0, largest: 0, is: null },
  ])('of $rate beside $largest is $is', ({ rate, largest, is }) => {
    expect(heat(rate, largest)).toBe(is)
  })
})

describe('evenQueues', () => {
  it('says what every broker has', () => {
    expect(evenQueues(route({ a: {}, b: {} }, 4))).toEqual({ read: 4, write: 4 })
    expect(evenQueues(route({}))).toBeNull()
    const uneven = route({ a: {}, b: {} }, 4)
    uneven.queues[1]!.readQueues = 8
    expect(evenQueues(uneven)).toBeNull()
  })
})
