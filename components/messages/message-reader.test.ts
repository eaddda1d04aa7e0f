import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/api/call'
import { type MessageEvent, MessageReader, type MessageRow } from './message-reader'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (queueOffset: number) => ({ queueOffset }) as MessageRow
const message = (queueOffset: number): MessageEvent => ({ kind: 'message', item: row(queueOffset) })
const done = (cursor: string | null) => ({ kind: 'done', reason: 'end', cursor }) as MessageEvent
const offsets = (reader: MessageReader) => reader.state.rows.map((each) => each.queueOffset)

async function* events(...list: MessageEvent[]) {
  yield* list
}

describe('a reader of messages', () => {
  it('holds rows in the order in which they come, and the end', async () => {
    const reader = new MessageReader(() => events(message(3), message(1), done(null)), { most: 10 })
    await reader.start()
    expect(offsets(reader)).toEqual([3, 1])
    expect(reader.state).toMatchObject({ phase: 'ended', done: { cursor: null }, error: null })
  })

  it('goes on from a cursor under what is there; a full list is emptied first and counted', async () => {
    const asked: (string | undefined)[] = []
    const pages = [
      events(message(1), message(2), done('a')),
      events(message(3), done('b')),
      events(message(4), done(null)),
    ]
    const reader = new MessageReader(
      (cursor) => {
        asked.push(cursor)
        return pages[asked.length - 1]!
      },
      { most: 3 },
    )
    await reader.start()
    await reader.start({ cursor: 'a' })
    expect(offsets(reader)).toEqual([1, 2, 3])
    await reader.start({ cursor: 'b' })
    expect(offsets(reader)).toEqual([4])
    expect(reader.state.cleared).toBe(3)
    expect(asked).toEqual([undefined, 'a', 'b'])
  })

  it('a tail has the newest on top and lets the oldest go', async () => {
    const reader = new MessageReader(() => events(message(1), message(2), message(3), done(null)), {
      most: 2,
      newestOnTop: true,
    })
    await reader.start()
    expect(offsets(reader)).toEqual([3, 2])
  })

  it('asks for nothing while it is paused, and goes on', async () => {
    let given = 0
    const reader = new MessageReader(
      async function* () {
        for (const event of [message(1), message(2), done(null)]) {
          given++
          yield event
          if (given === 1) reader.pause()
        }
      },
      { most: 10 },
    )
    const ended = reader.start()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(reader.state.phase).toBe('paused')
    const before = given
    await vi.advanceTimersByTimeAsync(10_000)
    expect(given).toBe(before)
    reader.resume()
    await ended
    expect(reader.state.phase).toBe('ended')
    expect(offsets(reader)).toEqual([1, 2])
  })

  it('stop aborts the call and keeps the rows', async () => {
    let aborted = false
    const reader = new MessageReader(
      async function* (_, signal) {
        yield message(1)
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        aborted = true
        throw signal.reason
      },
      { most: 10 },
    )
    const ended = reader.start()
    await vi.advanceTimersByTimeAsync(100)
    reader.stop()
    await ended
    expect(aborted).toBe(true)
    expect(reader.state).toMatchObject({ phase: 'stopped', error: null })
    expect(offsets(reader)).toEqual([1])
  })

  it('a stream that breaks off, or fails, is stopped with an error', async () => {
    const broken = new MessageReader(() => events(message(1)), { most: 10 })
    await broken.start()
    expect(broken.state).toMatchObject({ phase: 'stopped', error: expect.any(ApiError) })
    const failure = new ApiError(null)
    const failing = new MessageReader(
      // biome-ignore lint/correctness/useYield: it fails before the first event
      async function* () {
        throw failure
      },
      { most: 10 },
    )
    await failing.start()
    expect(failing.state.error).toBe(failure)
  })

  it('a notice that comes again stands for the one before', async () => {
    const compacted = (queueId: number, offsets: number) =>
      ({ kind: 'notice', code: 'compacted', brokerName: 'a', queueId, params: { offsets } }) as const
    const reader = new MessageReader(() => events(compacted(0, 3), compacted(1, 4), compacted(0, 9), done(null)), {
      most: 10,
    })
    await reader.start()
    expect(reader.state.notices.map(({ queueId, params }) => [queueId, params.offsets])).toEqual([
      [0, 9],
      [1, 4],
    ])
  })

  it('tells listeners of many events at once, and of what was left out', async () => {
    let heard = 0
    const dropped = { kind: 'notice', code: 'dropped', brokerName: null, queueId: null, params: { count: 7 } } as const
    const reader = new MessageReader(
      () => events(...Array.from({ length: 50 }, (_, i) => message(i)), dropped, dropped, done(null)),
      { most: 100 },
    )
    reader.subscribe(() => heard++)
    await reader.start()
    expect(heard).toBeLessThan(5)
    expect(reader.state.dropped).toBe(14)
  })
})
