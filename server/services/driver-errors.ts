import 'server-only'
import {
  Aborted,
  BadReply,
  BrokerRefused,
  type DriverError,
  OutboundRefused,
  TimedOut,
  Unreachable,
} from '@/server/rocketmq/errors.ts'
import { ServiceError } from './errors'

/** One short English reason for a failed target, as it stands in `completeness.failed` and on hover. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The driver's error as a service error: whose fault it is, and the broker's own words. */
export function fromDriverError(error: DriverError): ServiceError {
  if (error instanceof BrokerRefused) {
    return new ServiceError('broker-refused', error.message, {
      cause: error,
      broker: { address: error.address, code: error.code, codeName: error.codeName, remark: error.remark },
    })
  }
  if (error instanceof OutboundRefused) {
    return new ServiceError('address-outside-cluster', error.message, {
      cause: error,
      params: { address: error.address },
    })
  }
  const broker = { address: error.address, code: null, codeName: null, remark: null }
  if (error instanceof TimedOut) return new ServiceError('broker-timed-out', error.message, { cause: error, broker })
  if (error instanceof Unreachable)
    return new ServiceError('broker-unreachable', error.message, { cause: error, broker })
  if (error instanceof BadReply) return new ServiceError('bad-broker-reply', error.message, { cause: error, broker })
  if (error instanceof Aborted) return new ServiceError('broker-timed-out', 'The caller went away', { cause: error })
  if (error.kind === 'no-name-server') return new ServiceError('cluster-not-connected', error.message, { cause: error })
  // Our own queue before a broker that is slow is full: asking later helps.
  if (error.kind === 'queue-full') return new ServiceError('broker-timed-out', error.message, { cause: error, broker })
  return new ServiceError('internal', error.message, { cause: error })
}
