import 'server-only'
import { BrokerRefused, DriverError, type TimedOut, type Unreachable } from '@/server/rocketmq/errors.ts'

/**
 * What is known of a request that changes something and failed: the broker said no, it surely never got it, or it may
 * have done it.
 */
export type WriteFailure = 'refused' | 'never-arrived' | 'unknown'

export function writeFailureOf(error: unknown): WriteFailure {
  if (!(error instanceof DriverError)) return 'unknown'
  if (error instanceof BrokerRefused) return 'refused'
  const neverArrived =
    error.kind === 'queue-full' ||
    error.kind === 'outbound-refused' ||
    error.kind === 'bad-request' ||
    (error.kind === 'unreachable' && (error as Unreachable).hop !== 'closed') ||
    (error.kind === 'timed-out' && (error as TimedOut).phase === 'queue')
  return neverArrived ? 'never-arrived' : 'unknown'
}
