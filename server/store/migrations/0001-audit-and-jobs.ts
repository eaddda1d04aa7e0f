import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const auditAndJobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('audit')
      // Numbers of deleted rows are not given again.
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('requestId', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('actorAddress', 'text')
      .addColumn('cluster', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('intent', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('outcomeAt', 'integer')
      .addColumn('result', 'text')
      .modifyEnd(sql`strict`)
      .execute()
    await db.schema.createIndex('auditByCluster').on('audit').columns(['cluster', 'id']).execute()

    await db.schema
      .createTable('jobs')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('auditId', 'integer', (column) => column.notNull().references('audit.id'))
      .addColumn('createdBy', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'integer', (column) => column.notNull())
      .addColumn('params', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('stateAt', 'integer', (column) => column.notNull())
      .addColumn('progress', 'text', (column) => column.notNull())
      .modifyEnd(sql`strict`)
      .execute()
    await db.schema.createIndex('jobsByCluster').on('jobs').columns(['cluster', 'id']).execute()
    await db.schema.createIndex('jobsByState').on('jobs').column('state').execute()

    await db.schema
      .createTable('jobItems')
      .addColumn('jobId', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('messageId', 'text', (column) => column.notNull())
      .addColumn('sourceTopic', 'text', (column) => column.notNull())
      .addColumn('sourceBroker', 'text', (column) => column.notNull())
      .addColumn('sourceQueueId', 'integer', (column) => column.notNull())
      .addColumn('sourceOffset', 'integer', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('intendedAt', 'integer', (column) => column.notNull())
      .addColumn('settledAt', 'integer')
      .addColumn('result', 'text')
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('jobItemsKey', ['jobId', 'seq'])
      .modifyEnd(sql`strict`)
      .execute()
    await db.schema.createIndex('jobItemsByState').on('jobItems').columns(['jobId', 'state', 'seq']).execute()
    // No job handles one source message twice, and a browsed message finds the jobs that have handled it.
    await db.schema
      .createIndex('jobItemsBySource')
      .unique()
      .on('jobItems')
      .columns(['sourceTopic', 'sourceBroker', 'sourceQueueId', 'sourceOffset', 'jobId'])
      .execute()
  },
}
