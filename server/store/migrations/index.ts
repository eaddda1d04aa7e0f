import 'server-only'
import type { Migration } from 'kysely/migration'
import { auditAndJobs } from './0001-audit-and-jobs.ts'
import { targetBroker } from './0002-target-broker.ts'

/** All migrations by name; they run in the order of their names and only forward. A released one is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-audit-and-jobs': auditAndJobs,
  '0002-target-broker': targetBroker,
}
