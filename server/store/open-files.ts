import 'server-only'
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ConfigError } from '../config.ts'
import { fileTrouble } from './store-error.ts'

/** Where the data is, and how the user named it: `ROCKETDECK_DATA`, `--data`. */
export type DataFolder = { folder: string; key: string }

/** "RkDk": says that a SQLite file is ours. */
const APPLICATION_ID = 0x526b446b

/** A larger file is not read as a whole at the start: that takes longer than half a second. */
const CHECKED_WHOLE_BYTES = 64 * 1024 * 1024

/** Why the start stops: the key, the value, what is wrong and what was expected. */
export function dataProblem({ folder, key }: DataFolder, what: string, expected: string): ConfigError {
  return new ConfigError(`${key} = "${folder}": ${what}; expected ${expected}`)
}

const WRITABLE = 'a folder that this user may write to'

/** Makes the folder where it is missing, for this user alone. Throws ConfigError. */
export function makeFolder(data: DataFolder): void {
  try {
    makeMissing(data.folder)
  } catch (error) {
    throw dataProblem(data, (error as Error).message, WRITABLE)
  }
}

/** Step by step: mkdirSync with `recursive` never returns where a parent refuses new entries with ENOENT (/proc; Node 24). */
function makeMissing(folder: string): void {
  if (statSync(/* turbopackIgnore: true */ folder, { throwIfNoEntry: false })) return
  makeMissing(dirname(folder))
  mkdirSync(/* turbopackIgnore: true */ folder, { mode: 0o700 })
}

/**
 * Takes the folder for this process: two consoles on one folder would both go on with the same jobs. The lock is the
 * operating system's and ends with the process, however that ends. Null: another process has it.
 */
export function lockFolder(data: DataFolder): DatabaseSync | null {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(touch(join(/* turbopackIgnore: true */ data.folder, 'rocketdeck.lock')))
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    const trouble = fileTrouble(error)
    if (trouble?.code === BUSY) return null
    throw dataProblem(data, `rocketdeck.lock: ${trouble?.words ?? (error as Error).message}`, WRITABLE)
  }
}

/** Opens `rocketdeck.db` for writing, new where it is missing. Throws ConfigError when it is damaged or not ours. */
export function openForWriting(data: DataFolder): DatabaseSync {
  const file = databaseFile(data)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(touch(file))
    checkOwner(database)
    setPragmas(database)
    if (statSync(/* turbopackIgnore: true */ file).size <= CHECKED_WHOLE_BYTES) checkWhole(database)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof NotOurs) throw dataProblem(data, `rocketdeck.db ${error.message}`, 'a folder of Rocketdeck')
    const trouble = fileTrouble(error)
    const expected =
      expectedInstead[trouble?.code ?? 0] ?? 'a healthy database: put a copy back, or move the file away to begin anew'
    throw dataProblem(data, `rocketdeck.db: ${trouble?.words ?? (error as Error).message}`, expected)
  }
}

/** A second handle that cannot write, so that a read never waits for a transaction. */
export function openForReading(data: DataFolder): DatabaseSync {
  const database = new DatabaseSync(databaseFile(data), { readOnly: true })
  database.exec(`pragma busy_timeout = ${BUSY_MS}`)
  return database
}

// Result codes of SQLite (sqlite3.h).
const BUSY = 5
const READONLY = 8
const FULL = 13
const CANTOPEN = 14
const expectedInstead: Readonly<Record<number, string>> = {
  [BUSY]: 'that no other program has it open for writing',
  [READONLY]: WRITABLE,
  [FULL]: 'room on its disk',
  [CANTOPEN]: WRITABLE,
}

const databaseFile = ({ folder }: DataFolder) => join(/* turbopackIgnore: true */ folder, 'rocketdeck.db')

const BUSY_MS = 5_000

class NotOurs extends Error {}

function checkOwner(database: DatabaseSync): void {
  const { application_id: id } = database.prepare('pragma application_id').get() as { application_id: number }
  if (id === APPLICATION_ID) return
  const { tables } = database.prepare('select count(*) as tables from sqlite_master').get() as { tables: number }
  if (id !== 0 || tables > 0) throw new NotOurs('is a database of another program')
  database.exec(`pragma application_id = ${APPLICATION_ID}`)
}

function setPragmas(database: DatabaseSync): void {
  database.exec(`pragma busy_timeout = ${BUSY_MS}`)
  database.exec('pragma journal_mode = wal')
  database.exec('pragma foreign_keys = on')
  // FULL: a committed intent is on the disk before the broker is asked. With NORMAL a power failure takes the last
  // commits back, and a job would send a message again that has been sent.
  database.exec('pragma synchronous = full')
}

function checkWhole(database: DatabaseSync): void {
  const { quick_check: said } = database.prepare('pragma quick_check(1)').get() as { quick_check: string }
  if (said !== 'ok') throw new Error(`it is damaged (${said})`)
}

/** An empty file for this user alone, which SQLite then fills: what it makes by itself everybody may read. */
function touch(file: string): string {
  closeSync(openSync(/* turbopackIgnore: true */ file, 'a', 0o600))
  return file
}
