import { expect, test, vi } from 'vitest'
import { onShutdown } from './shutdown'

const shutdown = () =>
  (globalThis as unknown as Record<symbol, () => Promise<void>>)[Symbol.for('rocketdeck.shutdown')]!()

test('ends work before connections before the store, also when one of them fails', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const ended: string[] = []
  const end = (name: string, turns: number) => async () => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    ended.push(name)
  }
  onShutdown(end('store', 0), 'store')
  onShutdown(end('driver', 0), 'connections')
  onShutdown(end('slow stream', 50))
  onShutdown(end('stream', 0))
  onShutdown(() => Promise.reject(new Error('stuck')))
  const forget = onShutdown(end('forgotten', 0))
  forget()
  await shutdown()
  expect(ended).toEqual(['stream', 'slow stream', 'driver', 'store'])
  expect(told).toHaveBeenCalledWith('shutdown:', new Error('stuck'))
  told.mockRestore()
  await shutdown()
  expect(ended).toHaveLength(4)
})
