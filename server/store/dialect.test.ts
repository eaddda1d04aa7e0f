import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeSqliteDialect } from './dialect'

type Table = { id: number | bigint; text: string | null; bytes: Uint8Array | null; ratio: number | null }

let raw: DatabaseSync
let db: Kysely<{ things: Table }>

beforeEach(async () => {
  raw = new DatabaseSync(':memory:')
  db = new Kysely({ dialect: new NodeSqliteDialect(raw) })
  await sql`create table things (id integer primary key, text text, bytes blob, ratio real) strict`.execute(db)
})
afterEach(() => db.destroy())

const insert = (values: Partial<Record<keyof Table, unknown>>) =>
  db
    .insertInto('things')
    .values({ id: 1, text: null, bytes: null, ratio: null, ...values } as Table)
    .execute()
const only = () => db.selectFrom('things').selectAll().executeTakeFirstOrThrow()

describe('a parameter', () => {
  test.each([
    ['text', 'text', 'order-1'],
    ['text with a zero byte', 'text', 'a\0b'],
    ['text of every kind', 'text', '订单 🚀 %_\'"'],
    ['the empty text', 'text', ''],
    ['null', 'text', null],
    ['a fraction', 'ratio', 0.25],
    ['the largest safe number', 'id', Number.MAX_SAFE_INTEGER],
    ['a negative number', 'id', -7],
    ['bytes', 'bytes', Uint8Array.of(0, 255, 7)],
  ])('%s comes back as it was', async (_, column, value) => {
    await insert({ [column]: value })
    expect((await only())[column as keyof Table]).toEqual(value)
  })

  test('a boolean is 1 or 0, a buffer its bytes, a bigint a whole number', async () => {
    await insert({ id: true, bytes: Buffer.from('ab'), ratio: false })
    expect(await only()).toEqual({ id: 1, text: null, bytes: Uint8Array.from(Buffer.from('ab')), ratio: 0 })
    await insert({ id: 2n ** 63n - 1n })
    expect(await sql`select id from things where id = ${2n ** 63n - 1n} and id <> 1`.execute(db).catch(String)).toMatch(
      /too large to be represented/,
    )
  })

  test.each([
    ['undefined', undefined, 'is of a kind that SQLite has not: undefined'],
    ['NaN', Number.NaN, 'is NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'is Infinity'],
    ['a date', new Date(0), 'is of a kind that SQLite has not: Date'],
    ['an object', { a: 1 }, 'is of a kind that SQLite has not: Object'],
    ['an object without prototype', Object.create(null), 'is of a kind that SQLite has not: object'],
    ['an array', ['a'], 'is of a kind that SQLite has not: Array'],
    ['a symbol', Symbol('x'), 'is of a kind that SQLite has not: symbol'],
    ['a whole number beyond 2^53', 2 ** 53, 'is beyond 2^53: give a bigint'],
    ['a bigint beyond 64 bits', 2n ** 63n, 'is a bigint of more than 64 bits'],
  ])('%s is refused, alone and among others', async (_, value, why) => {
    await expect(sql`insert into things (text) values (${value})`.execute(db)).rejects.toThrow(`SQL parameter 1 ${why}`)
    const among = sql`insert into things (text, ratio) values (${'a'}, ${value})`.execute(db)
    await expect(among).rejects.toThrow(`SQL parameter 2 ${why}`)
    await expect(sql`select 1 where 1 = ${value}`.execute(db)).rejects.toThrow(why)
    expect(await db.selectFrom('things').selectAll().execute()).toEqual([])
  })
})

test('rows are ordinary objects, streamed ones too', async () => {
  await insert({ text: 'a' })
  expect(Object.getPrototypeOf(await only())).toBe(Object.prototype)
  for await (const row of db.selectFrom('things').selectAll().stream())
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
})

test('a statement that gives rows is told from one that does not', async () => {
  await insert({})
  const changed = await db.updateTable('things').set({ text: 'b' }).executeTakeFirst()
  expect(changed.numUpdatedRows).toBe(1n)
  const returned = await db.updateTable('things').set({ text: 'c' }).returning('text').execute()
  expect(returned).toEqual([{ text: 'c' }])
})

test('a transaction that fails leaves nothing, and the next one works', async () => {
  const failing = db.transaction().execute(async (inside) => {
    await inside.insertInto('things').values({ id: 1, text: 'a', bytes: null, ratio: null }).execute()
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await db.transaction().execute((inside) =>
    inside
      .insertInto('things')
      .values({ id: 2 } as Table)
      .execute(),
  )
  expect(await db.selectFrom('things').select('id').execute()).toEqual([{ id: 2 }])
})

test('a transaction that SQLite itself has ended says why it did', async () => {
  const { pages } = raw.prepare('select page_count as pages from pragma_page_count').get() as { pages: number }
  raw.exec(`pragma max_page_count = ${pages + 1}`)
  const filling = db.transaction().execute((inside) =>
    inside
      .insertInto('things')
      .values({ id: 1, text: 'x'.repeat(100_000), bytes: null, ratio: null })
      .execute(),
  )
  await expect(filling).rejects.toThrow('database or disk is full')
  expect(await db.selectFrom('things').selectAll().execute()).toEqual([])
})
