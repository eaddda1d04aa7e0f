/** Which trace is asked for; `topic` is the message's own. */
export interface TraceQuestion {
  cluster: string
  messageId: string
  topic: string | null
}

export const STANDARD_TRACE_TOPIC = 'RMQ_SYS_TRACE_TOPIC'

/** The API's input: a page's prefetch and every hook share it. */
export function traceInput({ cluster, messageId, topic }: TraceQuestion, traceTopic: string) {
  return { cluster, messageId, traceTopic, ...(topic === null || topic === '' ? {} : { topic }) }
}
