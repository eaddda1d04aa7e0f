import { expect } from '@playwright/test'
import { readMessageByOffset } from '@/lib/contract/messages'
import { readTopicQueues } from '@/lib/contract/topics'
import { readTrace } from '@/lib/contract/traces'
import type { Api } from './api'
import { cluster } from './names'

type Trace = Awaited<ReturnType<typeof traceOf>>

const traceOf = (api: Api, messageId: string, topic: string) => api.read(readTrace, { cluster, messageId, topic })

/**
 * The id of a message of a topic whose trace is as wanted: clients hold records back for seconds, so the youngest have
 * none yet.
 */
export async function tracedMessage(api: Api, topic: string, isWanted: (trace: Trace) => boolean): Promise<string> {
  let found: string | null = null
  await expect(async () => {
    const { items } = await api.read(readTopicQueues, { cluster, topic })
    for (const { brokerName, maxOffset, minOffset, queueId, stale } of items) {
      const offset = Math.max(minOffset ?? 0, (maxOffset ?? 0) - 60)
      if (stale || maxOffset === null || offset >= maxOffset) continue
      const { item } = await api.read(readMessageByOffset, { cluster, topic, broker: brokerName, queueId, offset })
      const id = item.messageId
      if (id !== null && isWanted(await traceOf(api, id, topic))) found = id
      if (found !== null) return
    }
    expect(found, `a message of ${topic} with such a trace`).not.toBeNull()
  }).toPass({ timeout: 90_000 })
  return found ?? ''
}
