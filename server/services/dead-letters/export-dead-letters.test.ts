import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAuditRows } from '@/server/store/audit-rows'
import { ResendWorld } from '@/tests/support/resend-world'
import { readJobResult } from '../jobs/read-job-result'
import { exportDeadLetters } from './export-dead-letters'

const world = new ResendWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

async function textOf({ bytes }: { bytes: Uint8Array | AsyncIterable<Uint8Array> }): Promise<string> {
  if (bytes instanceof Uint8Array) throw new Error('not streamed')
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
const exported = async (input: object = {}) =>
  exportDeadLetters.run(world.call, { cluster: 'default', group: 'pay', ...input })

test('each letter a line with its body, and a last line that says that it is whole', async () => {
  await world.hold(80)
  const lines = (await textOf(await exported())).trimEnd().split('\n')
  expect(JSON.parse(lines.at(-1)!)).toEqual({ kind: 'end', complete: true, messages: 80, notices: [] })
  expect(lines).toHaveLength(81)
  expect(JSON.parse(lines[7]!)).toMatchObject({
    kind: 'message',
    brokerName: 'broker-a',
    queueOffset: 7,
    messageId: 'OLD7',
    originTopic: 'orders',
    bodyEncoding: 'utf-8',
    body: 'broker-a 0 7',
    bodyError: null,
  })
  expect((await readAuditRows(world.store))[0]).toMatchObject({
    action: 'dead-letters.export',
    outcome: 'done',
    result: { messages: 80, complete: true },
  })
})

test('as CSV nothing is a formula', async () => {
  await world.hold(1, () => [
    ['KEYS', '=cmd()'],
    ['TAGS', '@x'],
  ])
  const text = await textOf(await exported({ format: 'csv' }))
  expect(text.split('\r\n')).toHaveLength(4)
  expect(text).toContain(",'@x,'=cmd(),")
  expect(text).toContain('# complete: 1 messages')
})

test('who goes away in the middle ends the reading, and the row says so', async () => {
  await world.hold(200)
  const { bytes } = await exported()
  const parts = (bytes as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  await parts.next()
  await parts.return?.()
  const pulls = world.broker.requestsOf(11).length
  expect((await readAuditRows(world.store))[0]).toMatchObject({ outcome: 'failed', outcomeAt: expect.any(Number) })
  expect(world.broker.requestsOf(11)).toHaveLength(pulls)
})

test('what cannot be read is named in the last line', async () => {
  await world.hold(80)
  const pulls = world.broker.requestsOf(11).length
  expect(pulls).toBe(0)
  const answer = await exported()
  world.broker.on(11, { code: 1, remark: 'disk error' })
  const lines = (await textOf(answer)).trimEnd().split('\n')
  const end = JSON.parse(lines.at(-1)!)
  expect(end).toMatchObject({ kind: 'end', complete: false, messages: lines.length - 1 })
  expect(end.notices.join()).toContain('disk error')
})

test.each(['csv', 'jsonl'] as const)(
  'the result of a job as %s: every row, and the job with its counts',
  async (format) => {
    await world.hold(3)
    const { id } = await world.resend()
    await world.over(id)
    const text = await textOf(await readJobResult.run(world.call, { cluster: 'default', jobId: id, format }))
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(format === 'csv' ? 5 : 4)
    expect(lines.at(-1)).toContain(format === 'csv' ? '# 3 rows' : '"rows":3')
    expect(lines.filter((line) => line.includes('%RETRY%pay'))).toHaveLength(3)
  },
)
