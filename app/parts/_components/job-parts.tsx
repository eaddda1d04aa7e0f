'use client'

import { useState } from 'react'
import { JobBar } from '@/components/jobs/job-bar'
import type { Job } from '@/components/jobs/job-values'
import { at } from './fixed'

const job: Job = {
  id: 3,
  kind: 'resend-dead-letters',
  group: 'coupon-grant',
  topic: '%DLQ%coupon-grant',
  target: 'group',
  state: 'running',
  reason: null,
  createdBy: '10.12.9.4',
  createdAt: at(24_000),
  stateAt: at(24_000),
  ratePerSecond: 50,
  of: 9_416,
  read: 1_207,
  skipped: 0,
  intended: 0,
  sent: 1_204,
  notSent: 3,
  inDoubt: 0,
  notices: [],
}

const scenes: readonly { job: Job; leftMs: number | null }[] = [
  { job, leftMs: 164_000 },
  { job: { ...job, id: 2, state: 'paused', of: null, inDoubt: 2, reason: 'broker-c: SYSTEM_BUSY' }, leftMs: null },
  { job: { ...job, id: 1, state: 'done', of: 1_300, skipped: 93 }, leftMs: null },
]

/** A job at work, one that waits, and one that has ended. */
export function JobParts() {
  const [rate, setRate] = useState(50)
  return (
    <div className="grid gap-3 pt-1">
      {scenes.map((scene) => (
        <JobBar
          key={scene.job.id}
          job={scene.job}
          leftMs={scene.leftMs}
          rate={rate}
          onRate={setRate}
          onAction={nothing}
          busy={false}
          locked={null}
          onDismiss={scene.job.state === 'done' ? nothing : null}
          ledgerOpen={false}
          onLedger={nothing}
          ledger={null}
        />
      ))}
    </div>
  )
}

const nothing = () => {}
