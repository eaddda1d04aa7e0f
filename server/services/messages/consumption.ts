import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { DLQ_PREFIX, RETRY_PREFIX } from '@/lib/domain/topic-kind.ts'
import type { GroupModel, GroupQueueModel } from '@/server/metrics/group-model'
import type { ClusterModel } from '@/server/metrics/model'
import type { VerbContext } from '../implement'
import { consumptionState, type RetryCopies } from './consumption-state'
import { propertyOf, type StoredCopy, uniqueIdOf } from './message-row'
import type { MessageView } from './message-view'
import { queryByUniqueId } from './query-by-unique-id'

/** Retry and dead-letter topics are asked for at most this many groups of one message. */
const MAX_GROUPS_ASKED = 50
const SCHEDULE_TOPIC = 'SCHEDULE_TOPIC_XXXX'

/**
 * What became of a stored message for each group that consumes its topic. Offsets, clients and subscriptions come from
 * memory; only for a group that is past the message its retry and dead-letter topics are asked for the unique id, because
 * a committed offset beyond a message proves no more than `passed`. null = the topic is not known (yet).
 */
export async function consumptionOf(
  ctx: VerbContext,
  copy: StoredCopy,
): Promise<{ consumption: MessageView['consumption']; outcomes: TargetOutcome[] }> {
  const { message, brokerName } = copy
  const model = ctx.cluster.model(ctx.now())
  const topic = model.topics.get(message.topic)
  if (!topic) return { consumption: null, outcomes: [] }
  const groups = [...topic.groups]
    .sort()
    .flatMap((name) => model.groups.get(name) ?? [])
    .filter((group) => !group.system)
  const asking = new RetryLookup(ctx, model, copy)
  let asked = 0
  const entries = await Promise.all(
    groups.map(async (group) => {
      const queue = group.queues.find(
        (q) => q.topic === message.topic && q.brokerName === brokerName && q.queueId === message.queueId,
      )
      const facts = {
        state: group.connections.state,
        consumeType: group.connections.consumeType,
        messageModel: group.connections.messageModel,
        subscription: group.connections.subscriptions.find((s) => s.topic === message.topic) ?? null,
        tag: propertyOf(message, 'TAGS'),
        queueOffset: message.queueOffset,
        committedOffset: queue?.committedOffset ?? null,
        stale: queue?.stale ?? true,
      }
      const first = consumptionState(facts, null)
      if (first.state !== 'passed') return { group: group.name, ...first }
      const copies: RetryCopies = ++asked > MAX_GROUPS_ASKED ? tooMany : await asking.of(group)
      return { group: group.name, ...consumptionState(facts, copies) }
    }),
  )
  return { consumption: entries, outcomes: asking.outcomes }
}

const tooMany: RetryCopies = {
  failure: `not asked: more than ${MAX_GROUPS_ASKED} groups consume this topic`,
}

/** Looks for one message in the retry and dead-letter topics of groups; what groups share is asked once. */
class RetryLookup {
  readonly outcomes: TargetOutcome[] = []
  readonly #ctx: VerbContext
  readonly #model: ClusterModel
  readonly #copy: StoredCopy
  readonly #uniqueId: string | null
  #scheduled: Promise<{ copies: StoredCopy[]; failure: string | null }> | null = null

  constructor(ctx: VerbContext, model: ClusterModel, copy: StoredCopy) {
    this.#ctx = ctx
    this.#model = model
    this.#copy = copy
    this.#uniqueId = uniqueIdOf(copy.message)
  }

  async of(group: GroupModel): Promise<RetryCopies> {
    if (this.#uniqueId === null) return { failure: 'the message has no unique id to look for' }
    const retryTopics = retryTopicsOf(group, this.#copy.message.topic)
    const [scheduled, dead, ...retries] = await Promise.all([
      this.#waiting(),
      this.#query(`${DLQ_PREFIX}${group.name}`),
      ...retryTopics.map((topic) => this.#query(topic)),
    ])
    const failure = [scheduled, dead, ...retries].find((answer) => answer.failure !== null)?.failure ?? null
    return {
      failure,
      dead: dead.copies.map(placeOf),
      retries: retries
        .flatMap((answer) => answer.copies)
        .map((copy) => ({ ...placeOf(copy), committedOffset: committedAt(group, copy) })),
      waiting: scheduled.copies
        .filter(({ message }) => retryTopics.includes(propertyOf(message, 'REAL_TOPIC') ?? ''))
        .map(placeOf),
    }
  }

  /** Retries that wait for their turn stand in the schedule topic, under their retry topic's name. */
  #waiting() {
    this.#scheduled ??= this.#query(SCHEDULE_TOPIC)
    return this.#scheduled
  }

  async #query(topic: string): Promise<{ copies: StoredCopy[]; failure: string | null }> {
    // A retry goes to the message's own broker, or when that fails to any that has the topic. A dead-letter topic may be
    // younger than our topic tables: those brokers are asked for it in any case.
    const holders = this.#model.sides
      .filter(({ state }) => state.topics.value?.has(this.#copy.message.topic) || state.topics.value?.has(topic))
      .map((side) => side.brokerName)
    const brokerNames = [...new Set([this.#copy.brokerName, ...holders])]
    const { copies, errors, more, outcomes } = await queryByUniqueId(
      this.#ctx,
      brokerNames,
      topic,
      this.#uniqueId ?? '',
    )
    this.outcomes.push(...outcomes)
    const missing = errors[0]?.message ?? (more ? 'it has more copies of it than are read' : null)
    return { copies, failure: missing === null ? null : `${topic}: ${missing}` }
  }
}

/** %RETRY%group, and of pop consumers %RETRY%group_topic or %RETRY%group+topic (KeyBuilder, 5.x). */
function retryTopicsOf(group: GroupModel, topic: string): string[] {
  const plain = `${RETRY_PREFIX}${group.name}`
  const own = new Set([`${plain}_${topic}`, `${plain}+${topic}`, topic])
  return [plain, ...group.retryTopics.filter((name) => name !== plain && own.has(name))]
}

const placeOf = ({ message, brokerName }: StoredCopy) => ({
  brokerName,
  queueId: message.queueId,
  queueOffset: message.queueOffset,
  reconsumeTimes: message.reconsumeTimes,
})

function committedAt(group: GroupModel, { message, brokerName }: StoredCopy): bigint | null {
  const queue: GroupQueueModel | undefined = group.queues.find(
    (q) => q.topic === message.topic && q.brokerName === brokerName && q.queueId === message.queueId,
  )
  return typeof queue?.committedOffset === 'bigint' ? queue.committedOffset : null
}
