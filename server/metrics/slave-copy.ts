import 'server-only'
import { type CommittedOfGroup, type CommittedTable, NO_OFFSET } from './state'

// A slave fetches its master's tables every 10 s (4.x) to 60 s (5.x), and sometimes not at all: a 5.5.0 slave cannot
// read its master's committed offsets once a group has some (SlaveSynchronize#syncConsumerOffset: fastjson2 stops at
// the unquoted keys of a field that it skips), so its own table stays empty. What the master said last goes on holding.

/** Definitions while a slave speaks: those its master gave last, and what the slave has beyond them. */
export function withCopy<T>(
  master: ReadonlyMap<string, T> | null,
  copy: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  return master ? new Map([...copy, ...master]) : copy
}

/** Committed offsets while a slave speaks: for each queue the farther of what its master gave last and the slave has. */
export function withCommittedCopy(master: CommittedTable | null, copy: CommittedTable): CommittedTable {
  if (!master) return copy
  const groups = new Map<string, CommittedOfGroup>(master.groups)
  for (const [group, topics] of copy.groups) groups.set(group, farther(groups.get(group), topics))
  return { at: copy.at, groups }
}

function farther(master: CommittedOfGroup | undefined, copy: CommittedOfGroup): CommittedOfGroup {
  if (!master) return copy
  const topics = new Map(master)
  for (const [topic, offsets] of copy) {
    const own = topics.get(topic)
    const count = Math.max(own?.length ?? 0, offsets.length)
    const merged = new BigInt64Array(count).fill(NO_OFFSET)
    for (const given of [own, offsets])
      given?.forEach((offset, queueId) => {
        if (offset > merged[queueId]!) merged[queueId] = offset
      })
    topics.set(topic, merged)
  }
  return topics
}
