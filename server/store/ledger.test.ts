import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryStore } from '@/tests/support/temporary-store'
import { insertIntent } from './audit-rows'
import {
  createJob,
  type Job,
  listJobs,
  listJobsWithIntended,
  moveJob,
  readJob,
  setJobParams,
  setJobProgress,
} from './jobs'
import { countItems, intendAgain, intendItems, type NewItem, readItems, readItemsOfSource, settleItems } from './ledger'
import { openStore, type Store } from './store'

let store: Store
let folder: string
let remove: () => Promise<void>

beforeEach(async () => {
  ;({ store, folder, remove } = await temporaryStore())
})
afterEach(() => remove())

async function newJob(cluster = 'default', createdAt = 10): Promise<Job> {
  const asked = { at: 1, requestId: 'r', actor: 'a', actorAddress: 'a', cluster, target: 'dlq/g', intent: {} }
  const auditId = await insertIntent(store, { ...asked, action: 'dead-letters.resend' })
  const params = { group: 'g', ratePerSecond: 100 }
  return createJob(store, { kind: 'resend', cluster, auditId, createdBy: 'a', createdAt, params })
}

const item = (seq: number, offset = seq, queueId = 0): NewItem => ({
  seq,
  messageId: `ID${seq}`,
  source: { topic: '%DLQ%g', broker: 'broker-a', queueId, offset },
  target: '%RETRY%g',
  targetBroker: 'broker-a',
})

describe('a job', () => {
  test('runs when it is made, and is found by cluster, state and kind, newest first', async () => {
    const first = await newJob()
    const second = await newJob()
    await newJob('other')
    expect(await readJob(store, first.id)).toEqual({
      id: first.id,
      kind: 'resend',
      cluster: 'default',
      auditId: first.auditId,
      createdBy: 'a',
      createdAt: 10,
      params: { group: 'g', ratePerSecond: 100 },
      state: 'running',
      reason: null,
      stateAt: 10,
      progress: {},
    })
    expect((await listJobs(store, { cluster: 'default' })).map(({ id }) => id)).toEqual([second.id, first.id])
    expect((await listJobs(store, { beforeId: second.id })).map(({ id }) => id)).toEqual([first.id])
    expect(await listJobs(store, { kind: 'copy' })).toEqual([])
    expect(await listJobs(store, { state: 'running', limit: 2 })).toHaveLength(2)
    expect(await readJob(store, 999)).toBeNull()
  })

  test('moves on only from the states named: of two who end it, one does', async () => {
    const { id } = await newJob()
    const moves = await Promise.all([
      moveJob(store, id, { from: ['running', 'paused'], to: 'cancelled', at: 20 }),
      moveJob(store, id, { from: ['running', 'paused'], to: 'done', at: 20 }),
    ])
    expect(moves).toEqual([true, false])
    expect(await readJob(store, id)).toMatchObject({ state: 'cancelled', stateAt: 20, reason: null })
  })

  test('says why it is paused, and forgets it when it goes on', async () => {
    const { id } = await newJob()
    await moveJob(store, id, { from: ['running'], to: 'paused', at: 20, reason: 'broker-a refuses' })
    expect(await readJob(store, id)).toMatchObject({ state: 'paused', reason: 'broker-a refuses' })
    await moveJob(store, id, { from: ['paused'], to: 'running', at: 30 })
    expect(await readJob(store, id)).toMatchObject({ state: 'running', reason: null, stateAt: 30 })
  })

  test('is found by its group, and by messages that may be on their way', async () => {
    const { id } = await newJob()
    await newJob()
    expect(await listJobs(store, { group: 'g' })).toHaveLength(2)
    expect(await listJobs(store, { group: 'other' })).toEqual([])
    await intendItems(store, id, [item(1)], { at: 50 })
    expect(await listJobsWithIntended(store)).toEqual([id])
    await settleItems(store, id, [{ seq: 1, state: 'in-doubt', at: 60 }])
    expect(await listJobsWithIntended(store)).toEqual([])
  })

  test('takes another rate at any time, and progress only while it runs', async () => {
    const { id } = await newJob()
    expect(await setJobProgress(store, id, { read: 1 })).toBe(true)
    await moveJob(store, id, { from: ['running'], to: 'paused', at: 20 })
    expect(await setJobProgress(store, id, { read: 2 })).toBe(false)
    await setJobParams(store, id, { group: 'g', ratePerSecond: 5 })
    await moveJob(store, id, { from: ['paused'], to: 'running', at: 30, progress: { read: 3 } })
    expect(await readJob(store, id)).toMatchObject({ params: { ratePerSecond: 5 }, progress: { read: 3 } })
  })

  test('needs the audit row of who asked for it', async () => {
    const job = { kind: 'resend', cluster: 'c', auditId: 77, createdBy: 'a', createdAt: 1, params: {} }
    await expect(createJob(store, job)).rejects.toThrow('FOREIGN KEY constraint failed')
  })
})

describe('the ledger', () => {
  test('has each message before it is sent, with how far the job has come', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2)], { at: 50, progress: () => ({ nextOffset: 3 }) })
    expect(await readItems(store, id)).toEqual([
      {
        jobId: id,
        seq: 1,
        state: 'intended',
        messageId: 'ID1',
        source: { topic: '%DLQ%g', broker: 'broker-a', queueId: 0, offset: 1 },
        target: '%RETRY%g',
        targetBroker: 'broker-a',
        attempts: 1,
        intendedAt: 50,
        settledAt: null,
        result: null,
        error: null,
      },
      expect.objectContaining({ seq: 2, messageId: 'ID2' }),
    ])
    expect(await readJob(store, id)).toMatchObject({ progress: { nextOffset: 3 } })
  })

  test('holds one source message once in a job: a batch with it is refused as a whole', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1, 7)], { at: 50 })
    const again = intendItems(store, id, [item(2, 8), item(3, 7)], { at: 60, progress: () => ({ nextOffset: 9 }) })
    await expect(again).rejects.toThrow('UNIQUE constraint failed')
    expect((await countItems(store, [id])).get(id)).toEqual({ intended: 1, sent: 0, 'not-sent': 0, 'in-doubt': 0 })
    expect(await readJob(store, id)).toMatchObject({ progress: {} })
    const other = await newJob()
    await expect(intendItems(store, other.id, [item(1, 7)], { at: 70 })).resolves.toHaveLength(1)
  })

  test.each(['paused', 'done', 'failed', 'cancelled'] as const)('of a %s job takes no intent', async (to) => {
    const { id } = await newJob()
    await moveJob(store, id, { from: ['running'], to, at: 20 })
    await expect(intendItems(store, id, [item(1)], { at: 50 })).rejects.toThrow(
      `job ${id} is ${to}: nothing may be sent`,
    )
    expect(await readItems(store, id)).toEqual([])
  })

  test('is settled once; what is in doubt may be settled later', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2), item(3)], { at: 50 })
    await settleItems(store, id, [
      { seq: 1, state: 'sent', at: 60, result: { broker: 'broker-a', queueId: 0, offset: 12 } },
      { seq: 2, state: 'in-doubt', at: 60, error: 'no answer within 3000 ms' },
      { seq: 3, state: 'not-sent', at: 60, error: 'refused' },
    ])
    expect((await countItems(store, [id])).get(id)).toEqual({ intended: 0, sent: 1, 'not-sent': 1, 'in-doubt': 1 })
    for (const seq of [1, 3])
      await expect(settleItems(store, id, [{ seq, state: 'sent', at: 70 }])).rejects.toThrow(
        `item ${seq} of job ${id} is settled already`,
      )
    await settleItems(store, id, [{ seq: 2, state: 'sent', at: 80, result: { offset: 13 } }])
    expect(await readItems(store, id, { states: ['sent'] })).toMatchObject([
      { seq: 1, result: { offset: 12 }, error: null, settledAt: 60 },
      { seq: 2, result: { offset: 13 }, error: null, settledAt: 80 },
    ])
  })

  test('settles all of a batch or none of it', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2)], { at: 50 })
    const batch = [1, 99].map((seq) => ({ seq, state: 'sent' as const, at: 60 }))
    await expect(settleItems(store, id, batch)).rejects.toThrow('item 99')
    expect((await countItems(store, [id])).get(id)).toMatchObject({ intended: 2, sent: 0 })
  })

  test('intends a message again only when it surely was not sent, under its id', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2), item(3)], { at: 50 })
    await settleItems(store, id, [
      { seq: 1, state: 'not-sent', at: 60, error: 'refused' },
      { seq: 2, state: 'in-doubt', at: 60 },
    ])
    await intendAgain(store, id, [{ ...item(1), targetBroker: 'broker-b' }], { at: 70 })
    expect(await readItems(store, id, { states: ['intended'] })).toMatchObject([
      { seq: 1, messageId: 'ID1', attempts: 2, targetBroker: 'broker-b', intendedAt: 70, settledAt: null, error: null },
      { seq: 3, attempts: 1 },
    ])
    for (const seq of [1, 2, 3, 4])
      await expect(intendAgain(store, id, [item(seq)], { at: 80 })).rejects.toThrow(
        `item ${seq} of job ${id} is not known to be unsent`,
      )
  })

  test('is read in pages to its end', async () => {
    const { id } = await newJob()
    const all = Array.from({ length: 25 }, (_, i) => item(i + 1))
    await intendItems(store, id, all, { at: 50 })
    const seen: number[] = []
    for (let afterSeq = 0; ; ) {
      const page = await readItems(store, id, { afterSeq, limit: 10 })
      if (page.length === 0) break
      seen.push(...page.map(({ seq }) => seq))
      afterSeq = seen.at(-1)!
    }
    expect(seen).toEqual(all.map(({ seq }) => seq))
  })

  test('leaves out what another job of the cluster has sent or may have sent, however many ask at once', async () => {
    const [first, second, elsewhere] = [await newJob(), await newJob(), await newJob('other')]
    const all = [1, 2, 3, 4].map((seq) => item(seq))
    await intendItems(store, elsewhere.id, all, { at: 50 })
    const sent = await Promise.all(
      [first.id, second.id].map((id) =>
        intendItems(store, id, all, {
          at: 50,
          unlessHandled: true,
          progress: (leftOut) => ({ leftOut }),
        }),
      ),
    )
    expect(sent.map((items) => items.length)).toEqual([4, 0])
    expect(await readJob(store, second.id)).toMatchObject({ progress: { leftOut: 4 } })
    await settleItems(store, first.id, [
      { seq: 1, state: 'sent', at: 60 },
      { seq: 2, state: 'in-doubt', at: 60 },
      { seq: 3, state: 'not-sent', at: 60 },
    ])
    expect(await intendItems(store, second.id, all, { at: 70, unlessHandled: true })).toMatchObject([{ seq: 3 }])
    // Sent by the second job since: the first does not send it either.
    expect(await intendAgain(store, first.id, [item(3)], { at: 80, unlessHandled: true })).toEqual([])
    expect(await readItems(store, first.id, { states: ['not-sent'] })).toMatchObject([{ seq: 3, attempts: 1 }])
    expect(await intendAgain(store, first.id, [item(3)], { at: 90 })).toHaveLength(1)
  })

  test('is read newest first as well', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2), item(3)], { at: 50 })
    const page = await readItems(store, id, { newestFirst: true, limit: 2 })
    expect(page.map(({ seq }) => seq)).toEqual([3, 2])
    expect(await readItems(store, id, { newestFirst: true, beforeSeq: 2 })).toMatchObject([{ seq: 1 }])
  })

  test('finds what the last job of this cluster did with the messages of a queue', async () => {
    const first = await newJob()
    const second = await newJob()
    const elsewhere = await newJob('other')
    await intendItems(store, first.id, [item(1, 5), item(2, 6), item(3, 5, 1)], { at: 50 })
    await intendItems(store, second.id, [item(1, 5)], { at: 60 })
    await intendItems(store, elsewhere.id, [item(1, 5)], { at: 60 })
    const queue = { topic: '%DLQ%g', broker: 'broker-a', queueId: 0 }
    const of = (fromOffset: number, toOffset: number) =>
      readItemsOfSource(store, 'default', { ...queue, fromOffset, toOffset })
    expect((await of(5, 7)).map(({ jobId, source }) => [jobId, source.offset])).toEqual([
      [second.id, 5],
      [first.id, 6],
    ])
    expect(await of(6, 6)).toEqual([])
    expect(await of(7, 100)).toEqual([])
  })

  test('is there after a restart, with what was left open', async () => {
    const { id } = await newJob()
    await intendItems(store, id, [item(1), item(2)], { at: 50 })
    await settleItems(store, id, [{ seq: 1, state: 'sent', at: 60 }])
    await store.close()
    const again = await openStore({ folder, key: 'ROCKETDECK_DATA' })
    expect(await listJobs(again, { state: 'running' })).toMatchObject([{ id }])
    expect(await readItems(again, id, { states: ['intended', 'in-doubt'] })).toMatchObject([{ seq: 2 }])
    await again.close()
  })

  test('takes a thousand intents in one write', async () => {
    const { id } = await newJob()
    await intendItems(
      store,
      id,
      Array.from({ length: 1_000 }, (_, i) => item(i + 1)),
      { at: 50 },
    )
    expect((await countItems(store, [id])).get(id)).toMatchObject({ intended: 1_000 })
  })
})
