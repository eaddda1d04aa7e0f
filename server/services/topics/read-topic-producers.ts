import 'server-only'
import { readTopicProducers as endpoint } from '@/lib/contract/topics'
import { implement } from '../implement'
import { producerRows, truthOfProducers } from '../producers/connections'
import { sidesOfTopic } from '../truth'
import { findTopic } from './find-topic'

/** Producers connected to the brokers of the topic: who may write to it, not who does. */
export const readTopicProducers = implement(endpoint, ({ ctx, input }) => {
  const { topic, model } = findTopic(ctx, input.topic)
  const sides = sidesOfTopic(model, topic.name)
  return { items: producerRows(sides), perTopicKnown: false as const, ...truthOfProducers(sides, ctx.now()) }
})
