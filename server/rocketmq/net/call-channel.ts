import { channel } from 'node:diagnostics_channel'

/** One finished call, as published on the diagnostics channel `rocketdeck:rocketmq:call`. */
export type CallEvent = {
  code: number
  name: string
  address: string
  /** From the call to its outcome, waiting included. */
  ms: number
  /** The whole frame; 0 when nothing was sent. */
  requestBytes: number
  /** The body of the reply (its header adds some 150 bytes); 0 when there was none. */
  replyBytes: number
  /** `ok`, `absent`, what the request declares, or the kind of the error. */
  outcome: string
}

export const CALL_CHANNEL = 'rocketdeck:rocketmq:call'

const calls = channel(CALL_CHANNEL)

/** Costs nothing while no one listens. A listener that throws cannot reach the call (node:diagnostics_channel). */
export function publishCall(event: () => CallEvent): void {
  if (calls.hasSubscribers) calls.publish(event())
}
