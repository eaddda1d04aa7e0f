import 'server-only'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { NodeSqliteDialect } from './dialect.ts'
import { migrate } from './migrate.ts'
import { type DataFolder, dataProblem, lockFolder, makeFolder, openForReading, openForWriting } from './open-files.ts'
import type { Schema } from './schema.ts'
import { fileTrouble, StoreError } from './store-error.ts'

/** `failing` is why the last write did not succeed; null: it did, or there was none. */
export type StoreHealth = { open: boolean; failing: string | null }

/** The console's own database: `rocketdeck.db` in the data folder. */
export type Store = {
  /** A handle of its own that cannot write; it sees what is committed and never waits for a write. */
  readonly read: ReadonlyKysely<Schema>
  /**
   * Runs `work` in a transaction: all of it is on the disk when this resolves, or none. Writes queue up. Rejects with
   * StoreError when the file or the disk is at fault. Await nothing in it but the database: others wait.
   */
  write<T>(work: (db: Transaction<Schema>) => Promise<T>): Promise<T>
  /** Asks the database. Never throws. */
  health(): Promise<StoreHealth>
  /** Waits for writes under way; what comes after is refused. Closing twice is fine. */
  close(): Promise<void>
}

export type StoreOptions = {
  /** How long to wait for a console that is just stopping to let go of the folder. */
  waitMs?: number
  /** Told once when waiting begins. */
  onWait?: () => void
}

const WAIT_STEP_MS = 200

/**
 * Opens the store in this folder and brings it to this version. Throws ConfigError, with the key, the value and what was
 * expected, when the folder cannot be written, is used by another console, or holds a database that is damaged, foreign
 * or newer.
 */
export async function openStore(data: DataFolder, options: StoreOptions = {}): Promise<Store> {
  makeFolder(data)
  const lock = await takeFolder(data, options)
  let writer: Handle | undefined
  try {
    writer = handleOn(openForWriting(data))
    await migrate(writer.db, data)
    return storeOf(writer, handleOn(openForReading(data)), lock)
  } catch (error) {
    await writer?.close()
    lock.close()
    throw error
  }
}

type Handle = { db: Kysely<Schema>; close: () => Promise<void> }

function handleOn(database: DatabaseSync): Handle {
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) })
  const close = async () => {
    await db.destroy()
    // Kysely closes what it has used.
    if (database.isOpen) database.close()
  }
  return { db, close }
}

async function takeFolder(data: DataFolder, { waitMs = 0, onWait }: StoreOptions): Promise<DatabaseSync> {
  for (let waitedMs = 0; ; waitedMs += WAIT_STEP_MS) {
    const lock = lockFolder(data)
    if (lock !== null) return lock
    if (waitedMs >= waitMs) throw dataProblem(data, 'another Rocketdeck uses it', 'a folder for each console')
    if (waitedMs === 0) onWait?.()
    await delay(WAIT_STEP_MS)
  }
}

function storeOf(writer: Handle, reader: Handle, lock: DatabaseSync): Store {
  let failing: string | null = null
  let closing: Promise<void> | null = null
  /** The last of the writes under way. */
  let tail: Promise<unknown> = Promise.resolve()
  return {
    // The type forbids writes; that the handle refuses them is SQLite's doing.
    read: reader.db as unknown as ReadonlyKysely<Schema>,
    async write(work) {
      if (closing) throw new StoreError('The store is closed: the console is stopping', { retryable: true })
      const running = writer.db.transaction().execute(work)
      tail = Promise.allSettled([tail, running]).then(() => {})
      try {
        const result = await running
        failing = null
        return result
      } catch (error) {
        const trouble = fileTrouble(error)
        if (!trouble) throw error
        failing = trouble.words
        throw new StoreError(`The store could not be written: ${trouble.words}`, {
          retryable: trouble.retryable,
          cause: error,
        })
      }
    },
    async health() {
      if (closing) return { open: false, failing: 'closed' }
      try {
        await reader.db.selectFrom('audit').select('id').limit(1).execute()
        return { open: true, failing }
      } catch (error) {
        return { open: false, failing: error instanceof Error ? error.message : String(error) }
      }
    },
    close() {
      closing ??= tail.then(async () => {
        await reader.close()
        // The last handle to close moves the log into the database file.
        await writer.close()
        lock.close()
      })
      return closing
    },
  }
}
