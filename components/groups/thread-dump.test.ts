import { expect, it } from 'vitest'
import { filterThreads, parseThreadDump } from './thread-dump'

const dump = [
  'NettyEventExecutor                      TID: 176 STATE: TIMED_WAITING',
  'NettyEventExecutor                      java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)',
  '',
  '',
  'ConsumeMessageThread_order-service_1    TID: 90 STATE: RUNNABLE',
  'ConsumeMessageThread_order-service_1    shop.Orders.consume(Orders.java:42)',
  'ConsumeMessageThread_order-service_1    java.base/java.lang.Thread.run(Thread.java:840)',
  '',
].join('\n')

it('reads threads, those that consume first', () => {
  const threads = parseThreadDump(dump)
  expect(threads.map((t) => [t.name, t.id, t.state])).toEqual([
    ['ConsumeMessageThread_order-service_1', '90', 'RUNNABLE'],
    ['NettyEventExecutor', '176', 'TIMED_WAITING'],
  ])
  expect(threads[0]?.frames).toEqual([
    'shop.Orders.consume(Orders.java:42)',
    'java.base/java.lang.Thread.run(Thread.java:840)',
  ])
})

it('finds by name, state and frame', () => {
  const threads = parseThreadDump(dump)
  expect(filterThreads(threads, 'orders.CONSUME')).toHaveLength(1)
  expect(filterThreads(threads, 'timed_waiting')).toHaveLength(1)
  expect(filterThreads(threads, '')).toHaveLength(2)
})

it('knows no thread in a text of another form', () => {
  expect(parseThreadDump('goroutine 1 [running]:\nmain.main()')).toEqual([])
})
