import { expect } from 'vitest'
import { listBrokers } from '../../../lib/contract/brokers.ts'
import { readCluster } from '../../../lib/contract/clusters.ts'
import type { Completeness } from '../../../lib/contract/common.ts'
import { listGroups } from '../../../lib/contract/groups.ts'
import { listTopics, readTopicQueues } from '../../../lib/contract/topics.ts'
import type { ConsoleApi } from '../../support/console-api.ts'

export type Picture = Awaited<ReturnType<typeof pictureOf>>

/**
 * What stands in the lists of a cluster without traffic. Ages and trends are left out, and so is what settles on its
 * own time: rates of brokers and groups, and store times, from which the measured clock skew is taken out.
 */
export async function pictureOf(api: ConsoleApi) {
  const all = { pageSize: 1000 }
  const [cluster, brokers, topics, groups] = await Promise.all([
    api.get(readCluster, {}),
    api.get(listBrokers, all),
    api.get(listTopics, all),
    api.get(listGroups, all),
  ])
  const queues = await Promise.all(topics.items.map(({ name }) => api.get(readTopicQueues, { topic: name })))
  return {
    cluster: {
      connection: cluster.connection.state,
      masters: cluster.masters,
      slaves: cluster.slaves,
      brokersDown: cluster.brokersDown,
      topics: cluster.topics,
      groups: cluster.groups,
      isInTpsKnown: cluster.inTps !== null,
      atLeast: cluster.atLeast,
    },
    brokers: brokers.items.map(({ brokerName, brokerId, role, address, version, state, registered, reason }) => ({
      replica: `${brokerName}/${brokerId}`,
      role,
      address,
      version,
      state,
      registered,
      reason,
    })),
    topics: topics.items.map(({ inTrend: _, outTps: __, lastMessageAt, atLeast, ...row }) => ({
      ...row,
      isLastMessageKnown: lastMessageAt !== null,
      atLeast: settledFields(atLeast),
    })),
    queues: Object.fromEntries(
      topics.items.map(({ name }, index) => [
        name,
        (queues[index]?.items ?? []).map(({ asOf: _, lastMessageAt: __, ...row }) => row),
      ]),
    ),
    groups: groups.items.map(({ name, state, members, topics, lagMessages, retryMessages, notes, atLeast }) => ({
      name,
      state,
      members,
      topics,
      lagMessages,
      retryMessages,
      notes,
      atLeast: settledFields(atLeast),
    })),
    truth: {
      brokers: failedOf(brokers.completeness),
      topics: failedOf(topics.completeness),
      groups: failedOf(groups.completeness),
    },
  }
}

/** Out-rates need 30 s of samples, and a lag older than the samples has an age that is only a lower bound. */
const settledFields = (fields: readonly string[]): string[] =>
  fields.filter((field) => field !== 'outTps' && field !== 'lagMs')

/** Throws unless every broker answered and every value is exact. */
export function expectWhole(picture: Picture): void {
  expect(picture.cluster).toMatchObject({ connection: 'connected', brokersDown: 0, isInTpsKnown: true, atLeast: [] })
  for (const row of picture.brokers) expect(row).toMatchObject({ state: 'up', registered: true, reason: null })
  for (const row of picture.topics) {
    expect(row).toMatchObject({ silentBrokers: [], lastGood: [], atLeast: [] })
    expect(row.inTps, row.name).toBe(0)
  }
  for (const row of picture.groups) expect(row.atLeast, row.name).toEqual([])
  for (const rows of Object.values(picture.queues))
    for (const row of rows) expect(row).toMatchObject({ stale: false, fromReplica: null, atLeast: [] })
  expect(picture.truth).toEqual({ brokers: [], topics: [], groups: [] })
}

export const failedOf = ({ failed }: Completeness): string[] => failed.map(({ target }) => target).sort()
