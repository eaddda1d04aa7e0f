import 'server-only'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import { type DataFolder, dataProblem } from './open-files.ts'
import type { Schema } from './schema.ts'

/**
 * Brings the tables to this version, all in one transaction. Throws ConfigError when the database is of a newer version,
 * or when a migration fails (nothing has changed then).
 */
export async function migrate(db: Kysely<Schema>, data: DataFolder, known = migrations): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...known }) } })
  const newer = (await executedNames(db)).filter((name) => !(name in known))
  if (newer.length > 0) {
    const newest = Object.keys(known).sort().at(-1)
    throw dataProblem(
      data,
      `rocketdeck.db was written by a newer Rocketdeck (it has ${newer.join(', ')}, this one knows up to ${newest})`,
      'that version or a later one, or another folder',
    )
  }
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const why = error instanceof Error && error.message ? error.message : String(error)
  throw dataProblem(data, `rocketdeck.db cannot be brought to this version (${why})`, 'a healthy database')
}

/** Names of the migrations that the database has; none while it is empty. */
async function executedNames(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
