import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const targetBroker: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Who is asked, after a crash, whether it has the message.
    await db.schema.alterTable('jobItems').addColumn('targetBroker', 'text').execute()
  },
}
