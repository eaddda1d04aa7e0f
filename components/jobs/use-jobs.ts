'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { endpointQuery } from '@/lib/api/query'
import { listResent } from '@/lib/contract/dead-letters'
import { listJobItems, listJobs, readJob } from '@/lib/contract/jobs'
import type { Job } from './job-values'

/** How often a job that runs is looked at; also while the page is paused: it was begun here. */
const RUNNING_MS = 2_000
const QUIET_MS = 10_000

const MOST_JOBS = 50

const paceOf = (jobs: readonly Job[] | undefined) =>
  jobs?.some(({ state }) => state === 'running') ? RUNNING_MS : QUIET_MS

/** The jobs of a group, newest first. What they did to its dead letters is asked again as they go on. */
export function useJobs(cluster: string, group: string) {
  const client = useQueryClient()
  const query = useQuery({
    ...endpointQuery(listJobs, { cluster, group, limit: MOST_JOBS }),
    refetchInterval: ({ state }) => paceOf(state.data?.items),
  })
  const done = query.data?.items.reduce((sum, { sent, notSent, inDoubt }) => sum + sent + notSent + inDoubt, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a job has done something
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [listResent.id] })
  }, [client, done])
  return query
}

/** One job that was chosen. */
export function useJob(cluster: string, jobId: number | null) {
  return useQuery({
    ...endpointQuery(readJob, { cluster, jobId: jobId ?? 0 }),
    refetchInterval: ({ state }) => paceOf(state.data && [state.data.item]),
    enabled: jobId !== null,
  })
}

interface LedgerPage {
  state: 'sent' | 'not-sent' | 'in-doubt' | null
  /** Lines before this one; null: the newest, which are asked for again while the job runs. */
  beforeSeq: number | null
}

/** Lines of a job's ledger, newest first. */
export function useLedger(cluster: string, job: Job, { state, beforeSeq }: LedgerPage) {
  const query = useQuery({
    ...endpointQuery(listJobItems, {
      cluster,
      jobId: job.id,
      limit: 100,
      ...(state === null ? {} : { state }),
      ...(beforeSeq === null ? {} : { beforeSeq }),
    }),
    refetchInterval: job.state === 'running' && beforeSeq === null ? RUNNING_MS : false,
  })
  const { refetch } = query
  const settled = job.sent + job.notSent + job.inDoubt
  // The last lines come when it does not run any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the job has gone on
  useEffect(() => {
    if (job.state !== 'running') void refetch()
  }, [refetch, job.state, settled])
  return query
}
