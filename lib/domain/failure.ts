const kinds = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timedOut',
  ENOTFOUND: 'noName',
  EAI_AGAIN: 'noNameService',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  EHOSTUNREACH: 'noRoute',
  ENETUNREACH: 'noRoute',
} as const

type FailureKind = (typeof kinds)[keyof typeof kinds]

/** What the system calls a failure, and what people call it; `kind` null: only the words that came with it are known. */
export interface Failure {
  kind: FailureKind | null
  code: string
  /** The words that came with it, without the address and step that stand beside them. */
  text: string
}

/** Reads why an address was not reached (`127.0.0.1:9876 is unreachable (connect): connect ECONNREFUSED 127.0.0.1:9876`). */
export function failureOf(reason: string): Failure {
  const text = reason
    .replace(/^\S+ is unreachable \([a-z]+\): /, '')
    .replace(/^\S+:\d+: /, '')
    .trim()
  const code = Object.keys(kinds).find((each) => new RegExp(`\\b${each}\\b`).test(text)) as
    | keyof typeof kinds
    | undefined
  return { kind: code === undefined ? null : kinds[code], code: code ?? '', text: text === '' ? reason : text }
}

/** `broker-b/0` as pages write it. */
export const replicaName = (target: string): string => target.replace(/\/(\d+)$/, ' / $1')
