import { z } from 'zod'
import { json } from './body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'
import { int64, record } from './values.ts'

/** Delayed messages that still wait, by the topic they will be delivered to (TimerMetrics). */
export const TimerMetrics = z.object({
  dataVersion: DataVersion.optional(),
  timingCount: record(z.object({ count: int64, timeStamp: int64 })),
})

/** Pending messages of the timer wheel (AdminBrokerProcessor#getTimerMetrics, 5.0+; older brokers refuse with code 3). */
export const getTimerMetrics = defineRequest({
  code: 61,
  name: 'GET_TIMER_METRICS',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(TimerMetrics),
})
