import { expect, test } from 'vitest'
import { buildCluster, NOW } from '@/tests/support/cluster-state.ts'

const put = { putTps: '5.0 4.0 3.0', putLatency99: '3.50', putLatency999: '26.00' }

test('each replica by itself; a broker has the rates of its master and the lag of its worst slave', () => {
  const cluster = buildCluster({
    brokers: [
      {
        name: 'broker-a',
        replicas: [
          { id: 0, runtime: put },
          { id: 1, haLagBytes: 10, runtime: { putTps: '4.0 4.0 4.0' } },
          { id: 2, haLagBytes: 90 },
          { id: 3, state: 'down', haLagBytes: 5 },
        ],
      },
    ],
  })
  const { recorder, state } = cluster
  const model = cluster.model(NOW)
  recorder.record(state, model, NOW)
  const newest = (name: string) => recorder.series(name)?.points(NOW).at(-1)
  expect(newest('broker:broker-a')).toMatchObject({
    values: { inTps: 5, putLatency99Ms: 3.5, putLatency999Ms: 26, haLagBytes: 90 },
    atLeast: ['haLagBytes'],
  })
  expect(newest('replica:broker-a/1')?.values).toMatchObject({ inTps: 4, putLatency99Ms: null, haLagBytes: 10 })
  expect(newest('replica:broker-a/3')?.values).toEqual({
    inTps: null,
    outTps: null,
    putLatency99Ms: null,
    putLatency999Ms: null,
    haLagBytes: null,
  })
  expect(recorder.gaps(NOW)).toEqual([])
  expect(recorder.replicaGaps(NOW)).toEqual([{ from: NOW, to: null, targets: ['broker-a/3'] }])
  state.replicas.get('broker-a/3')!.state = 'up'
  state.replicas.get('broker-a/3')!.runtime = { ...state.replicas.get('broker-a/3')!.runtime, error: null }
  recorder.record(state, model, NOW + 5_000)
  expect(recorder.replicaGaps(NOW + 5_000)).toEqual([{ from: NOW, to: NOW + 5_000, targets: ['broker-a/3'] }])
})
