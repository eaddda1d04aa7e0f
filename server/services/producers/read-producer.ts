import 'server-only'
import { readProducer as endpoint } from '@/lib/contract/topics'
import { ServiceError } from '../errors'
import { implement } from '../implement'
import { producerRows, truthOfProducers } from './connections'

/** Connections of one producer group, from memory. Brokers know a producer group only by its connected clients. */
export const readProducer = implement(endpoint, ({ ctx, input }) => {
  const now = ctx.now()
  const { sides } = ctx.cluster.model(now)
  const items = producerRows(sides).filter((row) => row.group === input.group)
  const truth = truthOfProducers(sides, now)
  if (items.length === 0) {
    const searched = sides.filter((side) => side.state.producers.value !== null).map((side) => side.brokerName)
    const failed = truth.completeness.failed.map(({ target }) => target)
    const unheard = failed.length > 0 ? `; ${failed.join(', ')} did not answer and may know one` : ''
    throw new ServiceError(
      'producer-group-not-found',
      `No client of a producer group "${input.group}" is connected to cluster ${ctx.cluster.id} (searched on ${searched.join(', ') || 'no broker'}${unheard})`,
      { params: { group: input.group, cluster: ctx.cluster.id, searched, silent: failed } },
    )
  }
  return { group: input.group, items, ...truth }
})
