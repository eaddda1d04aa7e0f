import { z } from 'zod'
import { AtLeast, CountOrUnknown, clusterParams, RateOrUnknown, truth } from './common'
import { defineEndpoint } from './endpoint'
import { GroupState } from './groups'

/** The best of one kind, and how many there are in all. */
const found = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int().nonnegative() })

export const FoundTopic = z.object({ name: z.string(), type: z.string(), inTps: RateOrUnknown, atLeast: AtLeast })
export const FoundGroup = z.object({
  name: z.string(),
  kind: z.enum(['own', 'leftover', 'system']),
  state: GroupState,
  lagMessages: CountOrUnknown,
  atLeast: AtLeast,
})
export const FoundBroker = z.object({
  brokerName: z.string(),
  brokerId: z.number().int(),
  address: z.string(),
  state: z.enum(['up', 'down', 'unknown']),
  inTps: RateOrUnknown,
})
/** A client by its id; `groups` are the consumer groups it is in, `producers` the producer groups. */
export const FoundClient = z.object({
  clientId: z.string(),
  address: z.string(),
  groups: z.array(z.string()),
  producers: z.array(z.string()),
})
export const FoundProducer = z.object({ group: z.string(), clients: z.number().int() })
export const FoundNameServer = z.object({ address: z.string(), reachable: z.boolean().nullable() })

export const searchCluster = defineEndpoint({
  id: 'clusters.search',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/search',
  summary: 'Topics, groups, brokers, clients, producers and name servers by name: the best 8 of each kind, from memory',
  permission: 'cluster:read',
  params: z.object(clusterParams),
  query: z.object({
    q: z
      .string()
      .max(255)
      .refine((text) => text.trim() !== '', 'must not be blank')
      .describe('Words that must all stand in the name (or address), in any case'),
  }),
  response: z.object({
    topics: found(FoundTopic),
    groups: found(FoundGroup),
    brokers: found(FoundBroker),
    clients: found(FoundClient),
    producers: found(FoundProducer),
    nameServers: found(FoundNameServer),
    ...truth,
  }),
})
