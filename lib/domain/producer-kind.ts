/** Whether applications send through a producer group, or clients run it for themselves. */
export type ProducerKind = 'own' | 'internal'

/**
 * Kind of a producer group by its name. Every client has one of its own for handing messages back
 * (MixAll#CLIENT_INNER_PRODUCER_GROUP, 5.5.0), and one for each thing it traces
 * (TraceConstants#GROUP_NAME_PREFIX with group and kind behind it; TraceConstants of 4.x says the name alone).
 */
export function producerKind(group: string): ProducerKind {
  return group === 'CLIENT_INNER_PRODUCER' || group.startsWith('_INNER_TRACE_PRODUCER') ? 'internal' : 'own'
}
