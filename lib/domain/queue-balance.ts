/** Whether queues carry alike; `share` (0 to 1) is the largest queue's part and `index` says which it is. */
export type QueueSkew = { skewed: boolean; share: number; index: number; atLeast: boolean }

/**
 * Skew of a topic's queues by any count (messages kept, rate): skewed when one queue holds over `maxShare` of all
 * *and* over one and a half times its even part, so that two queues at 50 % each are none. Unknown queues are left out
 * and make the judgement one over what is known (`atLeast`). null below two known queues or while all are empty.
 */
export function queueSkew(counts: readonly (number | null)[], { maxShare }: { maxShare: number }): QueueSkew | null {
  let sum = 0
  let known = 0
  let index = -1
  let largest = Number.NEGATIVE_INFINITY
  counts.forEach((count, at) => {
    if (count === null) return
    known++
    sum += count
    if (count > largest) {
      largest = count
      index = at
    }
  })
  if (known < 2 || sum <= 0) return null
  const share = largest / sum
  return { skewed: share > maxShare && share > 1.5 / known, share, index, atLeast: known < counts.length }
}

/** How a group's queues are spread over its members. */
export type OwnerBalance = {
  /** Queues by member, members without one too. */
  queues: Map<string, number>
  /** Queues no member is known to own. */
  unowned: number
  /** Members that own nothing while queues are owned: more members than queues, or a stuck rebalance. */
  idle: string[]
  /** No member owns more than one queue over another; null while no queue's owner is known. */
  balanced: boolean | null
}

/** Balance of queue owners; `owners` holds the owning client of each queue (null = not known or none). */
export function ownerBalance(owners: readonly (string | null)[], members: readonly string[]): OwnerBalance {
  const queues = new Map<string, number>(members.map((member) => [member, 0]))
  let unowned = 0
  for (const owner of owners) {
    if (owner === null) unowned++
    else queues.set(owner, (queues.get(owner) ?? 0) + 1)
  }
  if (unowned === owners.length) return { queues, unowned, idle: [], balanced: null }
  const counts = [...queues.values()]
  const idle = [...queues].filter(([, count]) => count === 0).map(([member]) => member)
  return { queues, unowned, idle, balanced: Math.max(...counts) - Math.min(...counts) <= 1 }
}
