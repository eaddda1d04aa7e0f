import type { z } from 'zod'
import type { BodyCodec } from './body.ts'

export type Target = 'name-server' | 'broker'

/** Class of time-out: ordinary 3 s, whole tables (21, 201, 43) 10 s, relayed to a client by the broker (307) 12 s. */
export type TimeoutClass = 'ordinary' | 'table' | 'relayed'

/** A response code that says "there is none"; with `remark`, only where the remark matches (code 1 means many things). */
export type AbsentCode = number | { code: number; remark: RegExp }

/**
 * A request as data: what is sent, what comes back, how it may be sent. `client.call` does the rest.
 * Headers are exact, replies lenient to fields that newer servers add.
 */
export type RequestDefinition<
  Header extends z.ZodType = z.ZodType,
  ReplyHeader = unknown,
  ReplyBody = unknown,
  Outcome extends string = string,
> = {
  readonly code: number
  readonly name: string
  readonly target: Target
  /** `write` is never sent twice. */
  readonly access: 'read' | 'write'
  readonly timeout: TimeoutClass
  readonly header: Header
  readonly replyHeader: z.ZodType<ReplyHeader, unknown> | null
  readonly replyBody: BodyCodec<ReplyBody> | null
  readonly requestBody: z.ZodType | 'bytes' | null
  readonly outcomeOf: (code: number, remark: string | null) => Outcome | null
  /** The body of a reply that says "there is none", where that is a value and not null. */
  readonly absentBody: (() => ReplyBody) | null
  /** The addresses that this reply makes known to the outbound guard, if it comes from a configured server. */
  readonly announces: Announces<ReplyBody> | null
}

/** Declared as a method, which makes it bivariant: a definition of any body is a definition of an unknown one. */
type Announces<Body> = { of(body: NonNullable<Body>): Iterable<string> }['of']

type Declaration<
  Header extends z.ZodType,
  ReplyHeader,
  ReplyBody,
  Outcomes extends Readonly<Record<number, string>> | undefined,
  Absent extends readonly AbsentCode[] | undefined,
> = {
  code: number
  /** The constant in RequestCode.java. */
  name: string
  target: Target
  access: 'read' | 'write'
  /** Default `ordinary`. */
  timeout?: TimeoutClass
  header: Header
  replyHeader?: z.ZodType<ReplyHeader, unknown>
  replyBody?: BodyCodec<ReplyBody>
  /** JSON request body (plain JSON is accepted by every server), or bytes as they are. */
  requestBody?: z.ZodType | 'bytes'
  /** Codes beside 0 that are answers and not refusals, with what they mean; header and body are decoded. */
  outcomes?: Outcomes
  /** Codes that mean "there is none": outcome `absent`, header and body null (or `absentBody`). */
  absentCodes?: Absent
  absentBody?: () => ReplyBody
  announces?: (body: NonNullable<ReplyBody>) => Iterable<string>
}

type OutcomeOf<
  Outcomes extends Readonly<Record<number, string>> | undefined,
  Absent extends readonly AbsentCode[] | undefined,
> =
  | (Outcomes extends Readonly<Record<number, string>> ? Outcomes[keyof Outcomes] : 'ok')
  | (Absent extends readonly AbsentCode[] ? 'absent' : never)

/** Declares a request. The types of call, reply header, body and outcome follow from the declaration. */
export function defineRequest<
  Header extends z.ZodType,
  ReplyHeader = undefined,
  ReplyBody = undefined,
  const Outcomes extends Readonly<Record<number, string>> | undefined = undefined,
  const Absent extends readonly AbsentCode[] | undefined = undefined,
  WithAbsentBody extends (() => ReplyBody) | undefined = undefined,
>(
  declaration: Declaration<Header, ReplyHeader, ReplyBody, Outcomes, Absent> & { absentBody?: WithAbsentBody },
): RequestDefinition<
  Header,
  Absent extends readonly AbsentCode[] ? ReplyHeader | null : ReplyHeader,
  Absent extends readonly AbsentCode[]
    ? WithAbsentBody extends () => ReplyBody
      ? ReplyBody
      : ReplyBody | null
    : ReplyBody,
  OutcomeOf<Outcomes, Absent>
> {
  type Outcome = OutcomeOf<Outcomes, Absent>
  const outcomes: Readonly<Record<number, string>> = declaration.outcomes ?? { 0: 'ok' }
  const absentCodes: readonly AbsentCode[] = declaration.absentCodes ?? []
  return {
    code: declaration.code,
    name: declaration.name,
    target: declaration.target,
    access: declaration.access,
    timeout: declaration.timeout ?? 'ordinary',
    header: declaration.header,
    replyHeader: (declaration.replyHeader ?? null) as never,
    replyBody: (declaration.replyBody ?? null) as never,
    requestBody: declaration.requestBody ?? null,
    outcomeOf: (code, remark) => {
      const outcome = outcomes[code]
      if (outcome !== undefined) return outcome as Outcome
      const absent = absentCodes.some((entry) =>
        typeof entry === 'number' ? entry === code : entry.code === code && entry.remark.test(remark ?? ''),
      )
      return absent ? ('absent' as Outcome) : null
    },
    absentBody: (declaration.absentBody ?? null) as never,
    announces: (declaration.announces ?? null) as never,
  }
}

export type HeaderInputOf<R> =
  R extends RequestDefinition<infer Header, infer _H, infer _B, infer _O> ? z.input<Header> : never
export type ReplyHeaderOf<R> =
  R extends RequestDefinition<infer _Header, infer ReplyHeader, infer _B, infer _O> ? ReplyHeader : never
export type ReplyBodyOf<R> =
  R extends RequestDefinition<infer _Header, infer _H, infer ReplyBody, infer _O> ? ReplyBody : never
export type OutcomeNameOf<R> =
  R extends RequestDefinition<infer _Header, infer _H, infer _B, infer Outcome> ? Outcome : never
