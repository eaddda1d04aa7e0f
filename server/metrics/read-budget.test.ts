import { expect, test, vi } from 'vitest'
import { ReadBudget } from './read-budget'

/** Sleeping moves the clock, so a test sees how long it was waited. */
function budgetOf(limits: { messagesPerSecond: number; bytesPerSecond: number }) {
  let now = 0
  const slept: number[] = []
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms)
      now += ms
    },
  }
  const budget = new ReadBudget(limits, clock)
  const pull = (messages: number, bytes: number, signal = new AbortController().signal) =>
    budget.run(
      'broker-a',
      signal,
      async () => now,
      () => ({ messages, bytes }),
    )
  return { budget, pull, slept, now: () => now }
}

test('reads on at once while there is something left, and then as fast as it may', async () => {
  const { now, pull } = budgetOf({ messagesPerSecond: 100, bytesPerSecond: 1e9 })
  for (let i = 0; i < 100; i++) await pull(10, 1)
  // 1000 messages; the first 100 were saved up, and the last pull is paid after it.
  expect(now()).toBeGreaterThanOrEqual(8_800)
  expect(now()).toBeLessThanOrEqual(9_200)
})

test('bytes count as well', async () => {
  const { now, pull } = budgetOf({ messagesPerSecond: 1e9, bytesPerSecond: 1000 })
  for (let i = 0; i < 10; i++) await pull(1, 1000)
  expect(now()).toBeGreaterThanOrEqual(7_900)
  expect(now()).toBeLessThanOrEqual(9_100)
})

test('one large pull is worked off before the next', async () => {
  const { pull, slept } = budgetOf({ messagesPerSecond: 1000, bytesPerSecond: 1000 })
  await pull(1, 6000)
  expect(await pull(1, 1)).toBeGreaterThanOrEqual(5000)
  expect(slept.reduce((a, b) => a + b, 0)).toBeLessThan(5100)
})

test('a broker has four at once, in the order of asking; another broker is not held up', async () => {
  const { budget } = budgetOf({ messagesPerSecond: 1e9, bytesPerSecond: 1e9 })
  const { signal } = new AbortController()
  const started: number[] = []
  const gates: Array<() => void> = []
  const cost = () => ({ messages: 0, bytes: 0 })
  const run = (id: number) =>
    budget.run(
      'broker-a',
      signal,
      () => {
        started.push(id)
        return new Promise<void>((resolve) => gates.push(resolve))
      },
      cost,
    )
  const all = [0, 1, 2, 3, 4, 5].map(run)
  await budget.run('broker-b', signal, async () => started.push(99), cost)
  expect(started.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 99])
  gates[0]?.()
  await vi.waitFor(() => expect(started).toEqual([0, 1, 2, 3, 99, 4]))
  gates[1]?.()
  await vi.waitFor(() => expect(started).toEqual([0, 1, 2, 3, 99, 4, 5]))
  for (const gate of gates) gate()
  await Promise.all(all)
})

test('who leaves while waiting makes no call and holds no place', async () => {
  const { budget } = budgetOf({ messagesPerSecond: 1e9, bytesPerSecond: 1e9 })
  const leave = new AbortController()
  const stay = new AbortController().signal
  const cost = () => ({ messages: 0, bytes: 0 })
  const gates: Array<() => void> = []
  const busy = [0, 1, 2, 3].map(() =>
    budget.run('broker-a', stay, () => new Promise<void>((resolve) => gates.push(resolve)), cost),
  )
  const waiting = budget.run('broker-a', leave.signal, async () => 'called', cost)
  leave.abort()
  await expect(waiting).rejects.toThrow('aborted')
  const next = budget.run('broker-a', stay, async () => 'next', cost)
  for (const gate of gates) gate()
  await Promise.all(busy)
  expect(await next).toBe('next')
  await expect(budget.run('broker-a', leave.signal, async () => 'called', cost)).rejects.toThrow('aborted')
})

test('a pull that fails gives its place back', async () => {
  const { budget, pull } = budgetOf({ messagesPerSecond: 1e9, bytesPerSecond: 1e9 })
  const { signal } = new AbortController()
  for (let i = 0; i < 9; i++) {
    const failing = budget.run(
      'broker-a',
      signal,
      () => Promise.reject(new Error('no')),
      () => ({ messages: 0, bytes: 0 }),
    )
    await expect(failing).rejects.toThrow('no')
  }
  expect(await pull(1, 1)).toBe(0)
})
