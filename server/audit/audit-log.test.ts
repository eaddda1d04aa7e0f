import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAuditRows } from '@/server/store/audit-rows'
import type { Store } from '@/server/store/store'
import { StoreError } from '@/server/store/store-error'
import { temporaryStore } from '@/tests/support/temporary-store'
import { AuditLog } from './audit-log'
import { shortened } from './shortened'

let store: Store
let remove: () => Promise<void>
let logged: string[]
let now: number

beforeEach(async () => {
  ;({ store, remove } = await temporaryStore())
  logged = []
  now = 1_000
})
afterEach(() => remove())

const auditLog = () =>
  new AuditLog({ store, now: () => now++, log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }) })
const intent = (target = 'topics/orders') => ({
  requestId: 'r1',
  actor: '10.0.0.1',
  actorAddress: '10.0.0.1',
  cluster: 'default',
  action: 'messages.send',
  target,
  intent: { topic: 'orders' },
})

describe('the audit log', () => {
  test('has the intent before, and the outcome after', async () => {
    const entry = await auditLog().begin(intent())
    const row = { id: entry.id, at: 1_000, ...intent() }
    expect(await readAuditRows(store)).toEqual([{ ...row, outcome: null, outcomeAt: null, result: null }])
    await entry.finish('done', { offset: 7 })
    expect(await readAuditRows(store)).toEqual([{ ...row, outcome: 'done', outcomeAt: 1_001, result: { offset: 7 } }])
  })

  test('keeps the first outcome', async () => {
    const entry = await auditLog().begin(intent())
    await Promise.all([entry.finish(null, { error: 'no answer' }), entry.finish('done', {})])
    expect(await readAuditRows(store)).toMatchObject([
      { outcome: null, outcomeAt: 1_001, result: { error: 'no answer' } },
    ])
    expect(logged).toEqual([])
  })

  test('keeps rows of many at once apart, newest first, by cluster and in pages', async () => {
    const log = auditLog()
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const entry = await log.begin({ ...intent(`topics/t${i}`), cluster: i % 2 ? 'odd' : 'even' })
        await entry.finish('done', { i })
      }),
    )
    const odd = await readAuditRows(store, { cluster: 'odd' })
    expect(odd).toHaveLength(25)
    expect(odd.every(({ target, result }) => target === `topics/t${result?.i}` && Number(result?.i) % 2 === 1)).toBe(
      true,
    )
    const first = await readAuditRows(store, { limit: 30 })
    const rest = await readAuditRows(store, { limit: 30, beforeId: first.at(-1)!.id })
    expect([...first, ...rest].map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => 50 - i))
  })

  test('rejects when the intent cannot be written', async () => {
    const log = auditLog()
    await store.close()
    await expect(log.begin(intent())).rejects.toBeInstanceOf(StoreError)
    await expect(log.drain(60_000)).resolves.toBeUndefined()
  })

  test('an outcome that cannot be written is in the log of the process, and fails nobody', async () => {
    const entry = await auditLog().begin(intent())
    await store.close()
    await entry.finish('done', {})
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { auditId: entry.id, outcome: 'done', msg: 'the outcome of an audit row could not be written' },
    ])
  })

  test('draining begins no more and waits for what is under way', async () => {
    const log = auditLog()
    const entry = await log.begin(intent())
    let drained = false
    const draining = log.drain(60_000).then(() => {
      drained = true
    })
    await expect(log.begin(intent())).rejects.toThrow('The console is stopping')
    expect(drained).toBe(false)
    await entry.finish('done', {})
    await draining
    expect(await readAuditRows(store)).toMatchObject([{ outcome: 'done' }])
    expect(logged).toEqual([])
  })

  test('draining gives up after a while and says what stays unknown', async () => {
    const log = auditLog()
    await log.begin(intent())
    await log.drain(1)
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ changes: 1 }])
    expect(await readAuditRows(store)).toMatchObject([{ outcome: null, outcomeAt: null }])
  })
})

describe('what is long', () => {
  test.each([
    ['short', { a: 'x', n: 1, b: true, z: null, l: [1, 'two'] }, { a: 'x', n: 1, b: true, z: null, l: [1, 'two'] }],
    ['a text', { a: 'x'.repeat(1_001) }, { a: `${'x'.repeat(1_000)}… (1001 characters)` }],
    [
      'a list',
      { ids: Array.from({ length: 10_000 }, (_, i) => i) },
      { ids: [...Array.from({ length: 100 }, (_, i) => i), '… (10000 in all)'] },
    ],
    [
      'deep',
      { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } },
      { a: { b: { c: { d: { e: { f: '… (too deep)' } } } } } },
    ],
  ])('is cut and says so: %s', (_, value, expected) => {
    expect(shortened(value)).toEqual(expected)
  })

  test('of a hundred names and more, a hundred are kept', () => {
    const cut = shortened(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`k${i}`, i])))
    expect(Object.keys(cut)).toHaveLength(101)
    expect(cut['…']).toBe('150 in all')
  })
})
