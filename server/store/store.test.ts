import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../config'
import { insertIntent, insertOutcome, readAuditRows } from './audit-rows'
import { NodeSqliteDialect } from './dialect'
import { migrate } from './migrate'
import { migrations } from './migrations'
import type { Schema } from './schema'
import { openStore, type Store, type StoreOptions } from './store'
import { StoreError } from './store-error'

let folder: string
let opened: Store[]
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rocketdeck-store-'))
  opened = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(opened.map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function open(at = folder, options?: StoreOptions): Promise<Store> {
  const store = await openStore({ folder: at, key: '--data' }, options)
  opened.push(store)
  return store
}
const file = () => join(folder, 'rocketdeck.db')
const intent = (target: string) => ({
  at: 5,
  requestId: 'r1',
  actor: '10.0.0.1',
  actorAddress: '10.0.0.1',
  cluster: 'default',
  action: 'messages.send',
  target,
  intent: { topic: target },
})

/** Runs SQL on the file as another program would. */
function onFile(text: string): unknown {
  const database = new DatabaseSync(file())
  const rows = database.prepare(text).all()
  database.close()
  return rows
}

describe('opening', () => {
  test('makes folder and file for this user alone, and the second time finds what is there', async () => {
    const inner = join(folder, 'a', 'b')
    const first = await open(inner)
    await insertIntent(first, intent('t'))
    expect(statSync(inner).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(inner)) expect(statSync(join(inner, name)).mode & 0o077, name).toBe(0)
    await first.close()
    const second = await open(inner)
    expect(await readAuditRows(second)).toMatchObject([{ id: 1, target: 't' }])
  })

  test('writes ahead in a log and to the disk before it says so', async () => {
    await open()
    const database = new DatabaseSync(file(), { readOnly: true })
    expect(database.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    database.close()
  })

  test('closing leaves one file with everything in it', async () => {
    const store = await open()
    await insertIntent(store, intent('t'))
    await store.close()
    expect(readdirSync(folder).sort()).toEqual(['rocketdeck.db', 'rocketdeck.lock'])
    expect(onFile('select target from audit')).toMatchObject([{ target: 't' }])
  })

  test.each([
    ['below a file', () => join(file(), 'data'), 'a folder that this user may write to'],
    ['a file', () => file(), 'a folder that this user may write to'],
    ['where nothing can be made', () => '/proc/rocketdeck', 'a folder that this user may write to'],
  ])('%s is refused with key, value and what was expected', async (_, where, expected) => {
    writeFileSync(file(), '')
    const failed = open(where())
    await expect(failed).rejects.toBeInstanceOf(ConfigError)
    await expect(failed).rejects.toThrow(`--data = "${where()}": `)
    await expect(failed).rejects.toThrow(`; expected ${expected}`)
  })

  test('a folder in which nothing can be written is refused', async () => {
    mkdirSync(join(folder, 'rocketdeck.lock'))
    await expect(open()).rejects.toThrow(/--data = ".+": .+; expected a folder that this user may write to/)
  })

  test('a damaged file is refused and left as it is', async () => {
    const text = 'this is no database at all '.repeat(400)
    writeFileSync(file(), text)
    await expect(open()).rejects.toThrow(
      /^--data = ".+": rocketdeck\.db: it is not a database .+; expected a healthy database: put a copy back/,
    )
    expect(statSync(file()).size).toBe(text.length)
  })

  test('a file with a torn page is refused', async () => {
    const store = await open()
    for (let i = 0; i < 200; i++) await insertIntent(store, intent('x'.repeat(200)))
    await store.close()
    const database = new DatabaseSync(file())
    const { root } = database.prepare("select rootpage as root from sqlite_master where name = 'audit'").get() as {
      root: number
    }
    database.close()
    const { open: openFile } = await import('node:fs/promises')
    const handle = await openFile(file(), 'r+')
    await handle.write(Buffer.alloc(2_000, 0x41), 0, 2_000, (root - 1) * 4_096)
    await handle.close()
    await expect(open()).rejects.toThrow(/rocketdeck\.db: it is damaged/)
  })

  test('a database of another program is refused and left as it is', async () => {
    onFile('create table theirs (a)')
    await expect(open()).rejects.toThrow(
      'rocketdeck.db is a database of another program; expected a folder of Rocketdeck',
    )
    expect(onFile('select name from sqlite_master')).toMatchObject([{ name: 'theirs' }])
  })

  test('a folder that another console uses is refused, and free once that one has closed', async () => {
    const first = await open()
    await expect(open()).rejects.toThrow('another Rocketdeck uses it; expected a folder for each console')
    await first.close()
    await expect(open()).resolves.toBeDefined()
  })

  test('waits for a console that is just stopping', async () => {
    const first = await open()
    const second = open(folder, { waitMs: 10_000, onWait: () => void first.close() })
    await expect(second).resolves.toBeDefined()
  })

  test('what failed to open lets go of the folder', async () => {
    onFile('create table theirs (a)')
    await expect(open()).rejects.toThrow(ConfigError)
    rmSync(file())
    await expect(open()).resolves.toBeDefined()
  })
})

describe('migrations', () => {
  test('run from empty, and a second time change nothing', async () => {
    const store = await open()
    await store.close()
    const before = onFile('select type, name, sql from sqlite_master order by name')
    const ran = onFile('select * from kysely_migration')
    expect(ran).toHaveLength(Object.keys(migrations).length)
    await (await open()).close()
    expect(onFile('select type, name, sql from sqlite_master order by name')).toEqual(before)
    expect(onFile('select * from kysely_migration')).toEqual(ran)
  })

  test('have names in the order they were written, and no way back', () => {
    const names = Object.keys(migrations)
    expect(names).toEqual(names.toSorted())
    for (const [name, { down }] of Object.entries(migrations)) {
      expect(name).toMatch(/^\d{4}-[a-z-]+$/)
      expect(down).toBeUndefined()
    }
  })

  test('one that fails takes back what ran before it in the same start', async () => {
    const raw = new DatabaseSync(':memory:')
    const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(raw) })
    const bad = { up: () => Promise.reject(new Error('out of ideas')) }
    const failed = migrate(db, { folder: '/d', key: 'ROCKETDECK_DATA' }, { ...migrations, '9999-bad': bad })
    await expect(failed).rejects.toThrow(
      'ROCKETDECK_DATA = "/d": rocketdeck.db cannot be brought to this version (out of ideas); expected a healthy database',
    )
    const names = await sql<{ name: string }>`select name from sqlite_master where tbl_name not like 'kysely%'`.execute(
      db,
    )
    expect(names.rows).toEqual([])
    await db.destroy()
  })

  test('a database of a newer version is refused by name and left as it is', async () => {
    await (await open()).close()
    onFile("insert into kysely_migration values ('0950-better', '2031-01-01T00:00:00.000Z')")
    const failed = open()
    await expect(failed).rejects.toBeInstanceOf(ConfigError)
    await expect(failed).rejects.toThrow(
      /written by a newer Rocketdeck \(it has 0950-better, this one knows up to \d{4}-[a-z-]+\); expected that version or a later one, or another folder/,
    )
    expect(onFile("select count(*) as n from kysely_migration where name = '0950-better'")).toMatchObject([{ n: 1 }])
  })
})

describe('the read handle', () => {
  test('sees what is committed, not what is being written', async () => {
    const store = await open()
    let seenInside: number | undefined
    await store.write(async (db) => {
      await db
        .insertInto('audit')
        .values({ ...intent('t'), intent: '{}' })
        .execute()
      seenInside = (await readAuditRows(store)).length
    })
    expect(seenInside).toBe(0)
    expect(await readAuditRows(store)).toHaveLength(1)
  })

  test('cannot write', async () => {
    const store = await open()
    await insertIntent(store, intent('t'))
    const reader = store.read as unknown as Kysely<Schema>
    await expect(reader.deleteFrom('audit').execute()).rejects.toThrow('attempt to write a readonly database')
    expect(await readAuditRows(store)).toHaveLength(1)
  })
})

describe('writing', () => {
  test('a hundred at once all arrive, each once', async () => {
    const store = await open()
    const ids = await Promise.all(Array.from({ length: 100 }, (_, i) => insertIntent(store, intent(`t${i}`))))
    await Promise.all(ids.map((id) => insertOutcome(store, id, { outcome: 'done', at: 9, result: {} })))
    const rows = await readAuditRows(store, { limit: 1_000 })
    expect(new Set(ids).size).toBe(100)
    expect(rows.map((row) => row.target).sort()).toEqual(Array.from({ length: 100 }, (_, i) => `t${i}`).sort())
    expect(rows.every((row) => row.outcome === 'done' && row.outcomeAt === 9)).toBe(true)
  })

  test('on a full disk is refused with the reason; reading goes on, and so does writing once there is room', async () => {
    const store = await open()
    await insertIntent(store, intent('before'))
    const limit = (pages: number) => store.write((db) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db))
    await limit(1)
    const big = intent('x'.repeat(200_000))
    const failed = insertIntent(store, big)
    await expect(failed).rejects.toBeInstanceOf(StoreError)
    await expect(failed).rejects.toThrow('The store could not be written: the disk is full')
    await expect(failed).rejects.toMatchObject({ retryable: true })
    expect(await readAuditRows(store)).toMatchObject([{ target: 'before' }])
    expect(await store.health()).toMatchObject({ open: true, failing: expect.stringContaining('the disk is full') })
    await limit(100_000)
    await insertIntent(store, big)
    expect(await store.health()).toEqual({ open: true, failing: null })
  })

  test('a mistake of the caller is not called a failure of the store', async () => {
    const store = await open()
    const failed = insertIntent(store, { ...intent('t'), at: 1.5 })
    await expect(failed).rejects.toThrow('cannot store REAL value in INTEGER column')
    await expect(failed).rejects.not.toBeInstanceOf(StoreError)
    expect(await store.health()).toEqual({ open: true, failing: null })
  })

  test('what is under way when the store closes is written, what comes after is refused', async () => {
    const store = await open()
    const underWay = Promise.all([insertIntent(store, intent('a')), insertIntent(store, intent('b'))])
    const closing = store.close()
    await expect(insertIntent(store, intent('late'))).rejects.toThrow('The store is closed: the console is stopping')
    await underWay
    await closing
    await store.close()
    expect(await store.health()).toEqual({ open: false, failing: 'closed' })
    expect(onFile('select target from audit order by id')).toMatchObject([{ target: 'a' }, { target: 'b' }])
  })
})

test('a console killed while it writes leaves a healthy file, every confirmed row, and intents without outcome', async () => {
  const writer = join(import.meta.dirname, '../../tests/support/store-writer.ts')
  for (let round = 0; round < 3; round++) {
    // react-server: the condition under which "server-only" may be loaded.
    const child = spawn(process.execPath, ['--conditions=react-server', '--no-warnings', writer, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)))
    let confirmed = 0
    for await (const part of child.stdout.setEncoding('utf8')) {
      for (const line of String(part).trim().split('\n')) confirmed = Math.max(confirmed, Number(line))
      if (confirmed >= 20 * (round + 1)) child.kill('SIGKILL')
    }
    expect(await ended).toBe('SIGKILL')
    expect(existsSync(`${file()}-wal`)).toBe(true)

    const store = await open()
    const rows = await readAuditRows(store, { limit: 1_000 })
    expect(rows.length).toBeGreaterThanOrEqual(confirmed)
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, i) => rows.length - i))
    // The writer never gives its last intent of a row an outcome before the next stands.
    expect(rows[0]).toMatchObject({ outcome: null, outcomeAt: null, result: null })
    expect(rows.filter(({ outcomeAt }) => outcomeAt === null).length).toBeGreaterThanOrEqual(round + 1)
    await store.close()
    expect(onFile('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  }
}, 60_000)
