import { expect, test } from 'vitest'
import { buildCluster, callOn } from '@/tests/support/cluster-state.ts'
import { readCluster } from './read-cluster'
import { readProblems } from './read-problems'

test('lamps and problems as the contract has them; the cluster row counts the same problems', async () => {
  const cluster = buildCluster({
    brokers: [
      { name: 'broker-a', replicas: [{ id: 0 }, { id: 1, state: 'down' }] },
      { name: 'broker-b', replicas: [{ id: 0, state: 'down' }] },
    ],
  })
  const answer = await readProblems.run(callOn(cluster), { cluster: 'default' })
  expect(answer.lamps).toHaveLength(8)
  expect(answer.lamps[0]).toEqual({ id: 'brokers', state: 'danger', count: 2 })
  expect(answer.items.map((i) => [i.severity, i.subject.name, i.subject.brokerId, i.since !== null])).toEqual([
    ['danger', 'broker-b', 0, true],
    ['warning', 'broker-a', 1, true],
  ])
  expect(answer.completeness).toMatchObject({ asked: 3, answered: 1 })
  const row = await readCluster.run(callOn(cluster), { cluster: 'default' })
  expect(row.problems).toBe(answer.items.length)
  expect(row).toMatchObject({ masters: 2, mastersUp: 1, slaves: 1, slavesUp: 0, dangers: 1 })
  expect(row.worstProblems).toEqual(answer.items.slice(0, 3))
})
