import 'server-only'
import { readTopic as endpoint } from '@/lib/contract/topics'
import { atLeastFields } from '@/lib/domain/completeness.ts'
import { implement } from '../implement'
import { sidesOfTopic, truthOfSides } from '../truth'
import { dayCounts } from './day-counts'
import { definitionDifferences, mergedAttributes } from './definitions'
import { findTopic } from './find-topic'
import { topicRow } from './rows'

const TREND_POINTS = 60

/** One topic from memory; only its counts of the last 24 hours are asked of its masters. */
export const readTopic = implement(endpoint, async ({ ctx, input }) => {
  const now = ctx.now()
  const { topic, model } = findTopic(ctx, input.topic)
  const row = topicRow(topic, model)
  const { in24h, out24h } = await dayCounts(ctx.cluster, model, topic, { now, signal: ctx.signal })
  const { atLeast, ...counts } = atLeastFields({ in24h, out24h })
  return {
    ...row,
    ...counts,
    inTrend: ctx.cluster.recorder.series(`topic:${topic.name}`)?.spark('inTps', now, TREND_POINTS) ?? [],
    attributes: mergedAttributes(topic),
    configDiffers: definitionDifferences(topic, model).length > 0,
    // The counts of the day say for themselves when they lack a broker; the rest of the topic does not depend on them.
    ...truthOfSides(sidesOfTopic(model, topic.name)),
    atLeast: [...row.atLeast, ...atLeast],
  }
})
