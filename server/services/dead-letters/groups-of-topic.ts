import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { isSystemGroup } from '@/lib/domain/topic-kind.ts'
import { queryTopicConsumeByWho } from '@/server/rocketmq/requests/query-topic-consume-by-who.ts'
import type { VerbContext } from '../implement'
import { askBrokerName } from '../messages/ask-broker-name'
import { sidesOfTopic } from '../truth'

/**
 * Every group that gets what is sent to a topic: as its brokers say now (300), and those that memory knows from brokers
 * that do not answer. Null: none of them answers, so there may be any. Console and system groups are left out.
 */
export async function groupsOfTopic(
  ctx: VerbContext,
  topic: string,
): Promise<{ groups: string[] | null; outcomes: TargetOutcome[] }> {
  const model = ctx.cluster.model(ctx.now())
  const { client } = ctx.cluster
  const answers = await Promise.all(
    sidesOfTopic(model, topic).map(({ brokerName }) =>
      askBrokerName(ctx, brokerName, async (address) => {
        const { body } = await client.call(address, queryTopicConsumeByWho, { topic }, { signal: ctx.signal })
        return body.groupList
      }),
    ),
  )
  const outcomes = answers.flatMap((answer) => answer.outcomes)
  if (!answers.some(({ value }) => value !== null)) return { groups: null, outcomes }
  const named = new Set([...answers.flatMap(({ value }) => value ?? []), ...(model.topics.get(topic)?.groups ?? [])])
  return { groups: [...named].filter((group) => !isSystemGroup(group)).sort(naturalCompare), outcomes }
}
