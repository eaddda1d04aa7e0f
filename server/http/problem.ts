import 'server-only'
import { errorCodes, type Problem } from '@/lib/contract/errors'
import { log } from '@/server/log'
import { DriverError } from '@/server/rocketmq/errors.ts'
import { fromDriverError } from '@/server/services/driver-errors'
import { ServiceError } from '@/server/services/errors'

/**
 * The one mapper from errors to answers. A driver error says which broker and its own words; an unknown error
 * shows only the request id (its text goes to the log).
 */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = error instanceof DriverError ? fromDriverError(error) : error
  if (known instanceof ServiceError) {
    return {
      type: `urn:rocketdeck:problem:${known.code}`,
      title: known.code,
      status: errorCodes[known.code],
      code: known.code,
      detail: known.message,
      requestId,
      ...(known.params ? { params: known.params } : {}),
      ...(known.broker ? { broker: known.broker } : {}),
      ...(known.inputErrors ? { errors: known.inputErrors } : {}),
    }
  }
  log.error({ err: error, requestId }, 'unexpected error')
  return {
    type: 'urn:rocketdeck:problem:internal',
    title: 'internal',
    status: 500,
    code: 'internal',
    detail: `Something went wrong in the console itself. The log has it under request ${requestId}.`,
    requestId,
  }
}

export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'x-request-id': problem.requestId,
      'cache-control': 'no-store',
    },
  })
}
