import 'server-only'
import { readGroup as endpoint } from '@/lib/contract/groups'
import { catchUp } from '@/lib/domain/catch-up.ts'
import { lagSamples } from '@/server/metrics/problems-of-groups'
import type { Side } from '@/server/metrics/sides'
import { implement } from '../implement'
import { truthOfSides } from '../truth'
import { findGroup } from './find-group'
import { differenceCount } from './members'
import { groupLagTime, inFlightOf } from './queue-facts'
import { groupRow, rounded } from './row'

/** One group from memory; what is asked on request (in flight, members' subscriptions) is fetched behind the answer. */
export const readGroup = implement(endpoint, ({ ctx, input }) => {
  const { group, sides, now } = findGroup(ctx, input.group)
  const facts = ctx.cluster.groupFacts.touch(group, sides)
  const row = groupRow(ctx.cluster, group, now)
  const inFlight = inFlightOf(group, facts)
  const lagTime = groupLagTime(group, facts, sides, now)
  const own = new Set(group.topics)
  return {
    ...row,
    inFlight: inFlight.value,
    lagMs: rounded(lagTime.lagMs),
    inTps: group.inTps.value,
    // The lag as it stands in this very answer, after the recorded ones.
    catchUpMs: catchUpMs(
      [...lagSamples(ctx.cluster.recorder, group.name, now), { atMs: now, value: group.lag.lagMessages }],
      now,
    ),
    leftoverTopics: group.leftoverTopics.filter((topic) => !own.has(topic)),
    subscriptionDifferences: differenceCount(group, facts),
    retryMaxTimes: retryMaxTimes(sides, group.name),
    atLeast: [
      ...row.atLeast.filter((field) => field !== 'lagMs'),
      ...(lagTime.lagMs !== null && lagTime.atLeast ? ['lagMs'] : []),
      ...(inFlight.atLeast ? ['inFlight'] : []),
      ...(group.inTps.atLeast ? ['inTps'] : []),
    ],
    ...truthOfSides(sides),
  }
})

/** Until the lag is 0 at the pace of the last five minutes; null while unknown, and while it is not shrinking. */
function catchUpMs(samples: Parameters<typeof catchUp>[0], now: number): number | null {
  const estimate = catchUp(samples, now)
  return estimate?.state === 'caught-up' ? 0 : (estimate?.remainingMs ?? null)
}

/** The same on every broker, or null: the configuration page shows who says what. */
function retryMaxTimes(sides: readonly Side[], name: string): number | null {
  const values = new Set(
    sides.map((s) => s.state.groups.value?.get(name)?.retryMaxTimes).filter((v) => typeof v === 'number'),
  )
  return values.size === 1 ? [...values][0]! : null
}
