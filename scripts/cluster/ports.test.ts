import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { BLOCK_PORTS, blockBases, brokerPort, nameServerPort, reservePorts } from './ports.ts'

test('every port a cluster binds is its own', () => {
  const ports = [nameServerPort(0, 0), nameServerPort(0, 1), 5, 80, 81, BLOCK_PORTS - 1]
  for (let broker = 0; broker < 6; broker++) {
    const port = brokerPort(0, broker)
    ports.push(port - 2, port, port + 1)
  }
  expect(new Set(ports).size).toBe(ports.length)
  expect(Math.max(...ports)).toBeLessThan(BLOCK_PORTS)
})

test.each([
  { first: 32_768, last: 60_999 },
  { first: 49_152, last: 65_535 },
  { first: 1_024, last: 65_535 },
])('no block touches the ephemeral range $first–$last', (ephemeral) => {
  for (const base of blockBases(ephemeral)) {
    const outside = base + BLOCK_PORTS <= ephemeral.first || base > ephemeral.last
    expect(outside).toBe(true)
    expect(base + BLOCK_PORTS).toBeLessThanOrEqual(65_536)
  }
  if (ephemeral.first > 20_000) expect(blockBases(ephemeral).length).toBeGreaterThan(50)
})

test('two clusters at once get different blocks, and a given block is free again after its release', async () => {
  const [a, b] = await Promise.all([reservePorts(), reservePorts()])
  expect(a.base).not.toBe(b.base)
  await expect(reservePorts(a.base)).rejects.toThrow(`Port ${a.base + BLOCK_PORTS - 1} is in use`)
  await a.release()
  await b.release()
  const again = await reservePorts(a.base)
  await again.release()
})

test('a busy port inside a wanted block is named', async () => {
  const { base, release } = await reservePorts()
  await release()
  const busy = createServer()
  await new Promise<void>((resolve) => busy.listen(base + 12, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => busy.close(() => resolve())))
  await expect(reservePorts(base)).rejects.toThrow(`Port ${base + 12} is in use`)
})
