/**
 * Offsets of one queue. null = not known (its broker did not answer, or said −1); `'never'` = the table of committed
 * offsets was read and holds nothing for this group and queue.
 */
export type QueueOffsets = {
  minOffset: bigint | null
  maxOffset: bigint | null
  committedOffset: bigint | 'never' | null
}

/** Why a queue's lag is unknown. */
export type UnknownLag = 'never-committed' | 'committed-offset-unknown' | 'broker-offset-unknown'

/** Lag of one queue; `unknown` says why `lagMessages` is null, else it is null. */
export type QueueLag = { lagMessages: number | null; expiredMessages: number | null; unknown: UnknownLag | null }

/**
 * Lag = broker offset − max(committed, min offset); expired unread = min − committed. Both never below 0 (a committed
 * offset beyond max is left behind by data loss), null while unknown. A queue that was never committed has unknown lag:
 * where the group will start depends on its clients.
 */
export function queueLag({ minOffset, maxOffset, committedOffset }: QueueOffsets): QueueLag {
  const unknown = (reason: UnknownLag): QueueLag => ({ lagMessages: null, expiredMessages: null, unknown: reason })
  if (committedOffset === 'never') return unknown('never-committed')
  // −1 is printed for static topics (5.x) and by tools for "none": not an offset.
  if (committedOffset === null || committedOffset < 0n) return unknown('committed-offset-unknown')
  if (minOffset === null || maxOffset === null || minOffset < 0n || maxOffset < 0n) {
    return unknown('broker-offset-unknown')
  }
  const next = committedOffset > minOffset ? committedOffset : minOffset
  return {
    lagMessages: maxOffset > next ? Number(maxOffset - next) : 0,
    expiredMessages: minOffset > committedOffset ? Number(minOffset - committedOffset) : 0,
    unknown: null,
  }
}

/** A queue of a topic the group subscribes to, has committed, or retries through. */
export type GroupQueue = QueueOffsets & {
  topic: string
  brokerName: string
  queueId: number
  /** True for the group's own retry topics (`retryOwner`), which count without being subscribed. */
  isRetry: boolean
  /** Read queues of the topic on this broker; 0 = the topic does not exist there; null = definition not known. */
  readQueues: number | null
  /** Offsets were read from a slave because the master is silent: they may be behind, so they are a lower bound. */
  fromReplica?: boolean
}

/** Everything that decides a group's lag. */
export type GroupLagInput<Queue extends GroupQueue = GroupQueue> = {
  state: 'online' | 'offline' | 'unknown'
  messageModel: 'clustering' | 'broadcasting' | 'unknown'
  /** Topics the online clients subscribe to; not looked at otherwise. null = online, but subscriptions not known. */
  subscribedTopics: ReadonlySet<string> | null
  queues: Iterable<Queue>
  /** False when a broker of the group gave no queues at all (it was never reached): sums are then lower bounds. */
  complete: boolean
}

/** Why a group's lag is unknown as a whole. */
export type UnknownGroupLag = 'broadcasting' | 'no-queues' | 'nothing-known'

/** A committed offset that counts for nothing any more, and why. */
export type LeftoverQueue<Queue> = { queue: Queue; reason: LeftoverReason }
export type LeftoverReason = 'topic-gone' | 'beyond-read-queues' | 'not-subscribed'

/** Lag of a group. Each `…AtLeast` belongs to the number before it; `unknown` says why `lagMessages` is null. */
export type GroupLag<Queue extends GroupQueue = GroupQueue> = {
  lagMessages: number | null
  atLeast: boolean
  /** The part of `lagMessages` in the group's retry topics. */
  retryMessages: number | null
  retryAtLeast: boolean
  /** Expired unread; not part of the lag. */
  expiredMessages: number | null
  expiredAtLeast: boolean
  unknown: UnknownGroupLag | null
  leftover: LeftoverQueue<Queue>[]
}

/**
 * Lag of a group: the sum over existing topics and queues below `readQueues`, retry topics included; while the group
 * is online only over topics it subscribes to and its retry topics. Other committed offsets are left over. A counted
 * queue with unknown lag (never committed, or not answered) or read from a replica makes the sum "at least"; nothing
 * known is null. Broadcasting groups keep offsets at the client: unknown.
 */
export function groupLag<Queue extends GroupQueue>(input: GroupLagInput<Queue>): GroupLag<Queue> {
  const normal = new Sum()
  const retry = new Sum()
  const leftover: LeftoverQueue<Queue>[] = []
  const broadcasting = input.messageModel === 'broadcasting'
  for (const queue of input.queues) {
    const place = queuePlace(queue, input)
    if (place !== 'counted' && place !== 'unknown') {
      if (typeof queue.committedOffset === 'bigint') leftover.push({ queue, reason: place })
      continue
    }
    if (broadcasting) continue
    ;(queue.isRetry ? retry : normal).add(place === 'counted' ? queueLag(queue) : null, queue.fromReplica ?? false)
  }
  const known = normal.known || retry.known
  const missing = normal.missing || retry.missing || !input.complete
  const retryUnknown = !known || (!retry.known && (retry.missing || !input.complete))
  return {
    lagMessages: known ? Number(normal.lag + retry.lag) : null,
    atLeast: known && missing,
    retryMessages: retryUnknown ? null : Number(retry.lag),
    retryAtLeast: !retryUnknown && (retry.missing || !input.complete),
    expiredMessages: known ? Number(normal.expired + retry.expired) : null,
    expiredAtLeast: known && missing,
    unknown: known ? null : broadcasting ? 'broadcasting' : missing ? 'nothing-known' : 'no-queues',
    leftover,
  }
}

/**
 * Whether a queue counts for its group's lag, or why not. `'unknown'`: the topic's definition on that broker is not
 * known, so the queue may or may not exist; it adds nothing and makes the sum a lower bound.
 */
export function queuePlace(
  { topic, queueId, isRetry, readQueues }: Pick<GroupQueue, 'topic' | 'queueId' | 'isRetry' | 'readQueues'>,
  { state, subscribedTopics }: Pick<GroupLagInput, 'state' | 'subscribedTopics'>,
): 'counted' | 'unknown' | LeftoverReason {
  if (readQueues === 0) return 'topic-gone'
  if (readQueues !== null && queueId >= readQueues) return 'beyond-read-queues'
  if (state === 'online' && !isRetry && subscribedTopics && !subscribedTopics.has(topic)) return 'not-subscribed'
  return readQueues === null ? 'unknown' : 'counted'
}

/**
 * A group known only from committed offsets, without definition or client, is left over, not live. null where that
 * cannot be told: definitions or clients are not known (null) and neither proves the group live.
 */
export function isLeftoverGroup(group: {
  hasDefinition: boolean | null
  members: number | null
  hasCommittedOffsets: boolean
}): boolean | null {
  if (group.hasDefinition || (group.members ?? 0) > 0) return false
  if (!group.hasCommittedOffsets) return false
  return group.hasDefinition === null || group.members === null ? null : true
}

class Sum {
  lag = 0n
  expired = 0n
  known = false
  missing = false

  add(queue: QueueLag | null, lowerBound: boolean): void {
    if (queue === null || queue.lagMessages === null) {
      this.missing = true
      return
    }
    this.lag += BigInt(queue.lagMessages)
    this.expired += BigInt(queue.expiredMessages ?? 0)
    this.known = true
    this.missing ||= lowerBound
  }
}
