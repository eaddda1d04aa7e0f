import { expect, test, vi } from 'vitest'
import {
  listBrokers,
  readBrokerConfig,
  readBrokerRuntime,
  readNameServerConfig,
} from '../../../lib/contract/brokers.ts'
import { parseBrokerStatus, parseClusterList, parseClusterTotals, parseConfig } from './mqadmin-output.ts'
import type { Scene } from './oracle-world.ts'
import { everyPage, PATIENCE } from './settle.ts'

/** clusterList, brokerStatus, getBrokerConfig, getNamesrvConfig. */
export function compareBrokers(scene: Scene): void {
  const mqadmin = (...args: string[]) => scene().world.mqadmin(args)
  /** A client that was slow may take a last message now: both are asked again until they looked at the same moment. */
  const once = (compare: () => Promise<void>) => () => vi.waitFor(compare, PATIENCE)
  const brokers = async () => (await scene().world.api.get(listBrokers, { ...everyPage, sort: 'brokerName' })).items

  test(
    'clusterList: who is there, of which version, with which rates and disk use',
    once(async () => {
      const before = parseClusterList(await mqadmin('clusterList'))
      const ours = await brokers()
      const after = parseClusterList(await mqadmin('clusterList'))
      expect(
        ours.map((row) => ({
          clusterName: row.clusterName,
          brokerName: row.brokerName,
          brokerId: row.brokerId,
          address: row.address,
          version: `V${row.version?.replaceAll('.', '_')}`,
          inTps: row.inTps?.toFixed(2),
          outTps: row.outTps?.toFixed(2),
        })),
      ).toEqual(sortedReplicas(before).map(({ hours, diskRatio, ...row }) => row))
      for (const [index, row] of ours.entries()) {
        const [first, last] = [sortedReplicas(before)[index], sortedReplicas(after)[index]]
        const ratios = [first?.diskRatio, last?.diskRatio].map(Number)
        expectBetween(Number(row.diskRatio?.toFixed(4)), Math.min(...ratios), Math.max(...ratios))
        const printedHours = [first?.hours, last?.hours].map(Number)
        const storedAt = row.earliestMessageAt
        // The age of the oldest message grows while we look. Not known, mqadmin counts from 1970.
        if (storedAt === null) expect(printedHours[0]).toBeGreaterThan(400_000)
        else expectBetween(hoursSince(storedAt), (printedHours[0] ?? 0) - 0.01, (printedHours[1] ?? 0) + 0.02)
      }
    }),
  )

  test(
    'clusterList -m: messages put and taken today',
    once(async () => {
      const before = parseClusterTotals(await mqadmin('clusterList', '-m'))
      const ours = await brokers()
      expect(ours.map(({ brokerName, putToday, getToday }) => [brokerName, putToday, getToday])).toEqual(
        [...before].sort(byBrokerName).map(({ brokerName, inToday, outToday }) => [brokerName, inToday, outToday]),
      )
      expect(ours.filter(({ role }) => role === 'master').every(({ putToday }) => (putToday ?? 0) > 0)).toBe(true)
    }),
  )

  test('yesterday is unknown on a broker that was not there: mqadmin prints 0', async () => {
    const printed = parseClusterTotals(await mqadmin('clusterList', '-m'))
    expect(printed.map(({ inYesterday, outYesterday }) => [inYesterday, outYesterday])).toEqual(
      printed.map(() => [0, 0]),
    )
    const ours = await brokers()
    expect(ours.map(({ putYesterday, getYesterday }) => [putYesterday, getYesterday])).toEqual(
      ours.map(() => [null, null]),
    )
  })

  test('brokerStatus: every value of every replica that stands still', async () => {
    const { world } = scene()
    for (const { name, id, address } of world.cluster.brokers) {
      const before = parseBrokerStatus(await mqadmin('brokerStatus', '-b', address))
      const asked = Date.now()
      const runtime = () => world.api.get(readBrokerRuntime, { broker: name, brokerId: id })
      await vi.waitUntil(async () => Date.parse((await runtime()).asOf ?? '') > asked, PATIENCE)
      const ours = await runtime()
      const after = parseBrokerStatus(await mqadmin('brokerStatus', '-b', address))
      const ourKeys = ours.values.map(({ key }) => key)
      expect(ourKeys, address).toEqual([...before.keys()].sort())
      const still = ours.values.filter(({ key }) => before.get(key) === after.get(key))
      expect(still.length, address).toBeGreaterThan(30)
      expect(Object.fromEntries(still.map(({ key, value }) => [key, value])), address).toEqual(
        Object.fromEntries(still.map(({ key }) => [key, before.get(key)])),
      )
    }
  })

  test('getBrokerConfig: every key and value of every replica, but no secret', async () => {
    const { world } = scene()
    for (const { name, id, address } of world.cluster.brokers) {
      const printed = parseConfig(await mqadmin('getBrokerConfig', '-b', address)).get(address)
      const { items } = await world.api.get(readBrokerConfig, { broker: name, brokerId: id })
      expectSameConfig(items, printed)
    }
  })

  test('getNamesrvConfig: every key and value of both name servers, but no secret', async () => {
    const { world } = scene()
    const printed = parseConfig(await mqadmin('getNamesrvConfig'))
    expect([...printed.keys()].sort()).toEqual([...world.cluster.nameServers].sort())
    for (const address of world.cluster.nameServers) {
      const { items } = await world.api.get(readNameServerConfig, { address })
      expectSameConfig(items, printed.get(address))
    }
  })
}

type Entry = { key: string; value: string | null; secret: boolean }

function expectSameConfig(items: readonly Entry[], printed: ReadonlyMap<string, string> | undefined): void {
  expect(items.map(({ key }) => key).sort()).toEqual([...(printed?.keys() ?? [])].sort())
  const open = items.filter(({ secret }) => !secret)
  expect(open.length).toBeGreaterThan(10)
  expect(Object.fromEntries(open.map(({ key, value }) => [key, value]))).toEqual(
    Object.fromEntries(open.map(({ key }) => [key, printed?.get(key)])),
  )
  for (const { key, value } of items.filter(({ secret }) => secret)) {
    expect(key).toMatch(/password|secret|credential|accessKey|initAuthenticationUser|socksProxyConfig/i)
    expect(value).toBeNull()
  }
}

const hoursSince = (at: string) => (Date.now() - Date.parse(at)) / 3_600_000

type Named = { brokerName: string }
const byBrokerName = (a: Named, b: Named) => (a.brokerName < b.brokerName ? -1 : a.brokerName > b.brokerName ? 1 : 0)

function sortedReplicas<T extends Named & { brokerId: number }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => byBrokerName(a, b) || a.brokerId - b.brokerId)
}

export function expectBetween(value: number | null | undefined, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low)
  expect(value).toBeLessThanOrEqual(high)
}
