import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { queueOf } from '@/tests/support/fake-queues'
import { SearchWorld } from '@/tests/support/search-world'

const world = new SearchWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

/** 100,000 messages in 16 queues on two masters, one a millisecond, dealt out in turn. */
function largeTopic() {
  const queue = (index: number) => queueOf(Array.from({ length: 6250 }, (_, i) => 1_700_000_000_000 + i * 16 + index))
  const queues = Array.from({ length: 16 }, (_, index) => queue(index))
  return world.hold(queues.slice(0, 8), queues.slice(8))
}

describe('the first page', () => {
  test('of 100,000 messages in 16 queues on two masters takes fewer than 25 calls, newest first', async () => {
    largeTopic()
    const { done, rows } = await world.search({ limit: 100 })
    expect(rows.map((row) => row.storedAt)).toEqual(
      Array.from({ length: 100 }, (_, i) => new Date(1_700_000_000_000 + 99_999 - i).toISOString()),
    )
    expect(done).toMatchObject({ reason: 'limit', complete: true, scanned: 100, of: 100_000, found: 100 })
    expect(world.calls).toBeLessThan(25)
  })

  test('from disk, 8 messages a call, too', async () => {
    const { a, b } = largeTopic()
    a.batch = 8
    b.batch = 8
    expect((await world.search({ limit: 50 })).rows).toHaveLength(50)
    expect(world.calls).toBeLessThan(25)
  })
})

describe('order', () => {
  test('oldest first is newest first turned around; equal times by broker, queue and offset', async () => {
    world.hold([queueOf([5, 5, 9]), queueOf([5, 7])], [queueOf([1, 5, 8])])
    const places = ['b/0/0', 'a/0/0', 'a/0/1', 'a/1/0', 'b/0/1', 'a/1/1', 'b/0/2', 'a/0/2']
    expect((await world.search({ order: 'oldest' })).places).toEqual(places)
    const newest = await world.search()
    expect(newest.places).toEqual(places.toReversed())
    expect(newest.done).toMatchObject({ reason: 'end', cursor: null, complete: true, scanned: 8, of: 8, found: 8 })
  })
})
