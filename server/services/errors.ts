import 'server-only'
import type { ErrorCode, ProblemParams } from '@/lib/contract/errors'

/** A failure a caller can act on. `detail` is one English sentence; `params` its values for other languages. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: ErrorCode
  readonly params: ProblemParams | undefined
  readonly broker: { address: string; code: number | null; codeName: string | null; remark: string | null } | undefined
  readonly inputErrors: Array<{ path: string; message: string }> | undefined
  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      params?: ProblemParams
      broker?: ServiceError['broker']
      inputErrors?: ServiceError['inputErrors']
      cause?: unknown
    } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.params = more.params
    this.broker = more.broker
    this.inputErrors = more.inputErrors
  }
}
