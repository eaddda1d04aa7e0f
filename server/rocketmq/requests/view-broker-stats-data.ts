import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { double, int64 } from './values.ts'

/** A sliding window: `sum` = increment in it, `tps` = per second, `avgpt` = per event; null where there was none (NaN). */
export const BrokerStatsItem = z.object({ sum: int64, tps: double, avgpt: double })
export type BrokerStatsItem = z.output<typeof BrokerStatsItem>

/**
 * One counter of a broker (AdminBrokerProcessor#viewBrokerStatsData, all versions), e.g. `TOPIC_PUT_NUMS` of a topic or
 * `GROUP_GET_NUMS` of `topic@group`; the last 60 s, 60 min and 24 h, not calendar days. A counter that never counted
 * since the broker started is `absent` (code 1 "The stats <name> <key> not exist").
 */
export const viewBrokerStatsData = defineRequest({
  code: 315,
  name: 'VIEW_BROKER_STATS_DATA',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ statsName: z.string(), statsKey: z.string() }),
  replyBody: json(z.object({ statsMinute: BrokerStatsItem, statsHour: BrokerStatsItem, statsDay: BrokerStatsItem })),
  absentCodes: [{ code: 1, remark: /The stats .*not exist/s }],
})
