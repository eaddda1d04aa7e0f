/** One subscription of a member. `expressionType` is TAG or SQL92; null or empty means TAG. */
export type Subscription = { topic: string; expressionType: string | null; expression: string | null }

/** A member of a group; `subscriptions` null = it was not asked or did not answer. */
export type Member = { clientId: string; subscriptions: readonly Subscription[] | null }

/** What members say of one topic, where they do not all say the same. */
export type SubscriptionDifference = {
  topic: string
  variants: { expressionType: string; expression: string; clientIds: string[] }[]
  /** Members that do not subscribe to the topic at all. */
  missing: string[]
}

/**
 * Topics on which the members of a group differ: each must subscribe to the same topics with the same filter, or
 * messages of the queues it owns are lost to the group. The order of tags does not matter, and `*` is the same as no
 * filter. Members whose subscriptions are not known take no part and are named in `unknown`.
 */
export function subscriptionDifferences(members: readonly Member[]): {
  differences: SubscriptionDifference[]
  unknown: string[]
} {
  const known = members.filter((member) => member.subscriptions !== null)
  const unknown = members.filter((member) => member.subscriptions === null).map(({ clientId }) => clientId)
  const byTopic = new Map<string, Map<string, SubscriptionDifference['variants'][number]>>()
  const subscribers = new Map<string, Set<string>>()
  for (const { clientId, subscriptions } of known) {
    for (const subscription of subscriptions ?? []) {
      const { topic } = subscription
      const filter = normalFilter(subscription)
      const variants = byTopic.get(topic) ?? new Map<string, SubscriptionDifference['variants'][number]>()
      byTopic.set(topic, variants)
      const key = `${filter.expressionType}\n${filter.expression}`
      const variant = variants.get(key) ?? { ...filter, clientIds: [] }
      variants.set(key, variant)
      variant.clientIds.push(clientId)
      subscribers.set(topic, (subscribers.get(topic) ?? new Set()).add(clientId))
    }
  }
  const differences: SubscriptionDifference[] = []
  for (const topic of [...byTopic.keys()].sort()) {
    const variants = [...byTopic.get(topic)!.values()]
    const missing = known.map(({ clientId }) => clientId).filter((clientId) => !subscribers.get(topic)!.has(clientId))
    if (variants.length > 1 || missing.length > 0) differences.push({ topic, variants, missing })
  }
  return { differences, unknown }
}

/** A filter in the form in which equal filters are equal: tags sorted and apart by ` || `, no filter as `*`. */
export function normalFilter({ expressionType, expression }: Omit<Subscription, 'topic'>): {
  expressionType: string
  expression: string
} {
  const type = expressionType || 'TAG'
  const text = expression?.trim() ?? ''
  if (type !== 'TAG') return { expressionType: type, expression: text }
  // FilterAPI#buildSubscriptionData: empty or "*" is everything, tags are apart by "||".
  const tags = [...new Set(text.split('||').map((tag) => tag.trim()))].filter(Boolean).sort()
  return { expressionType: type, expression: tags.length === 0 ? '*' : tags.join(' || ') }
}
