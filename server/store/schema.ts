import 'server-only'
import type { Generated } from 'kysely'

/** The tables as the newest migration leaves them. Times are milliseconds since 1970 UTC, JSON is text. */
export type Schema = { audit: AuditTable; jobs: JobTable; jobItems: JobItemTable }

type AuditTable = {
  id: Generated<number>
  at: number
  requestId: string
  actor: string
  actorAddress: string | null
  cluster: string | null
  action: string
  target: string
  intent: string
  /** Null: not known what became of it. */
  outcome: string | null
  /** Null: still under way, or the console ended before it was over. */
  outcomeAt: number | null
  result: string | null
}

type JobTable = {
  id: Generated<number>
  kind: string
  cluster: string
  /** The audit row of the request that created it. */
  auditId: number
  createdBy: string
  createdAt: number
  params: string
  state: string
  /** Why it is paused or has failed. */
  reason: string | null
  stateAt: number
  progress: string
}

type JobItemTable = {
  jobId: number
  seq: number
  state: string
  /** The unique id that the console chose for the message it sends. */
  messageId: string
  sourceTopic: string
  sourceBroker: string
  sourceQueueId: number
  sourceOffset: number
  target: string
  /** Broker name it is sent to; null: none takes it. */
  targetBroker: string | null
  attempts: number
  intendedAt: number
  settledAt: number | null
  result: string | null
  error: string | null
}
