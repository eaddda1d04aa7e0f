import 'server-only'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

/**
 * Kysely on Node's own SQLite. Parameters pass a guard, because node:sqlite binds some values as something else without a
 * word (NaN and a lone Date become NULL, a plain object becomes named parameters); rows get an ordinary prototype.
 * Kysely closes the database with `destroy()`.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase

  constructor(database: DatabaseSync) {
    const adapted = adapt(database)
    super({ database: adapted })
    this.#database = adapted
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#database })
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/** SQLite rolls DDL back like anything else: all migrations of a start happen or none does. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateDriver extends SqliteDriver {
  /** A deferred transaction that reads first is refused at its first write, without the busy time-out, when another process wrote. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** SQLite has rolled back by itself after a full disk or an input/output error; saying so would hide that error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...guarded(parameters)).map((row) => ({ ...row })),
        run: (parameters) => statement.run(...guarded(parameters)),
        iterate: (parameters) => ordinaryRows(statement, guarded(parameters)),
      }
    },
  }
}

function* ordinaryRows(statement: StatementSync, parameters: SQLInputValue[]): IterableIterator<unknown> {
  for (const row of statement.iterate(...parameters)) yield { ...row }
}

const guarded = (parameters: ReadonlyArray<unknown>): SQLInputValue[] => parameters.map(guardParameter)

const INT64_LIMIT = 2n ** 63n

/** What may be bound: null, text, finite numbers (whole ones up to 2^53), 64-bit bigints, bytes; a boolean as 0 or 1. */
function guardParameter(value: unknown, index: number): SQLInputValue {
  const refuse = (why: string) => new TypeError(`SQL parameter ${index + 1} ${why}`)
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return value ? 1 : 0
    case 'bigint':
      if (value < -INT64_LIMIT || value >= INT64_LIMIT) throw refuse('is a bigint of more than 64 bits')
      return value
    case 'number':
      if (!Number.isFinite(value)) throw refuse(`is ${value}`)
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refuse('is beyond 2^53: give a bigint')
      return value
  }
  if (value === null || value instanceof Uint8Array) return value
  const name = typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value
  throw refuse(`is of a kind that SQLite has not: ${name}`)
}
