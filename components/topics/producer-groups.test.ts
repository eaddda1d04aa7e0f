import { expect, it } from 'vitest'
import { isInnerProducer, producerGroups } from './producer-groups'

const connection = (group: string, clientId: string, version: string | null) => ({
  group,
  clientId,
  version,
  address: '10.0.0.1:5000',
  language: 'JAVA',
  lastSeenAt: null,
  brokers: ['broker-a'],
})

it('counts the clients of each producer group and names their versions', () => {
  expect(
    producerGroups([
      connection('pay-10', 'a', '5.1.4'),
      connection('pay-2', 'a', '4.9.7'),
      connection('pay-2', 'b', '4.10.1'),
      connection('pay-2', 'b', '4.10.1'),
      connection('pay-2', 'c', null),
    ]),
  ).toEqual([
    { group: 'pay-2', clients: 3, versions: ['4.9.7', '4.10.1'] },
    { group: 'pay-10', clients: 1, versions: ['5.1.4'] },
  ])
})

it('knows the producers that clients run for themselves', () => {
  expect(isInnerProducer('_INNER_TRACE_PRODUCER-order-service-CONSUME-4')).toBe(true)
  expect(isInnerProducer('CLIENT_INNER_PRODUCER')).toBe(true)
  expect(isInnerProducer('order-producer')).toBe(false)
})
