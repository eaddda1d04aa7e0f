import 'server-only'
import { isUtf8 } from 'node:buffer'
import { RE2JS, RE2JSException } from 're2js'
import { decompressBody, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { ServiceError } from '../../errors'
import { gbkText } from '../message-body'
import { keyWords, propertyOf } from '../message-row'

/** What a caller may ask of a message; all that are given must hold. */
export type Filters = {
  tag?: string | undefined
  key?: string | undefined
  property?: string | undefined
  text?: string | undefined
  pattern?: string | undefined
  bornHost?: string | undefined
}

/** `unknown`: the body cannot be decompressed, or is longer than is looked at, and what was looked at does not match. */
export type Verdict = 'yes' | 'no' | 'unknown'
export type Filter = (message: WireMessage) => Verdict

const MAX_BODY_BYTES = 16 * 1024 * 1024
/** Of text that a pattern looks at, and of the pattern's program: both together bound the time of one message. */
export const MAX_PATTERN_TEXT_BYTES = 256 * 1024
export const MAX_PATTERN_STEPS = 500

export const hasFilters = (filters: Filters): boolean =>
  [filters.tag, filters.key, filters.property, filters.text, filters.pattern, filters.bornHost].some(
    (value) => value !== undefined,
  )

/** One decision over a stored message: cheap questions first, the body is unpacked only when all of them hold. */
export function compileFilters(filters: Filters): Filter {
  const cheap = [
    filters.tag === undefined ? null : hasTag(filters.tag),
    filters.key === undefined ? null : hasKey(filters.key),
    filters.property === undefined ? null : hasProperty(filters.property),
    filters.bornHost === undefined ? null : isBornAt(filters.bornHost),
  ].filter((test) => test !== null)
  const body = bodyTests(filters)
  return (message) => {
    if (!cheap.every((test) => test(message))) return 'no'
    return body === null ? 'yes' : body(message)
  }
}

type Test = (message: WireMessage) => boolean

const hasTag =
  (tag: string): Test =>
  (message) =>
    propertyOf(message, 'TAGS') === tag

const hasKey =
  (key: string): Test =>
  (message) =>
    keyWords(propertyOf(message, 'KEYS')).includes(key)

function hasProperty(text: string): Test {
  const end = text.indexOf('=')
  const name = end === -1 ? text : text.slice(0, end)
  if (name === '') throw invalid('property', 'a name before "=" is missing: give name=value or name')
  if (end === -1) return (message) => propertyOf(message, name) !== null
  const value = text.slice(end + 1)
  // No message holds an empty value: MessageDecoder drops it.
  if (value === '')
    throw invalid('property', `a value after "${name}=" is missing: to find messages that have it, give "${name}"`)
  return (message) => propertyOf(message, name) === value
}

function isBornAt(host: string): Test {
  const wanted = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  return (message) => message.bornHost.ip.toLowerCase() === wanted
}

function bodyTests({ text, pattern }: Filters): Filter | null {
  if (text === undefined && pattern === undefined) return null
  const needle = text === undefined ? null : Buffer.from(text)
  const expression = pattern === undefined ? null : compilePattern(pattern)
  return (message) => {
    const { body, error, truncated } = decompressBody(message, { maxBytes: MAX_BODY_BYTES })
    const isShort = error !== undefined || truncated === true
    const isText = isUtf8(body)
    const gbk = isText ? null : gbkText(body, truncated === true)
    if (text !== undefined && needle !== null) {
      const contains = gbk === null ? body.includes(needle) : gbk.includes(text)
      if (!contains) return isShort ? 'unknown' : 'no'
    }
    if (expression === null) return 'yes'
    const looked = gbk ?? body.toString('utf8', 0, MAX_PATTERN_TEXT_BYTES)
    if (expression.matcher(looked.slice(0, MAX_PATTERN_TEXT_BYTES)).find()) return 'yes'
    return isShort || body.length > MAX_PATTERN_TEXT_BYTES ? 'unknown' : 'no'
  }
}

/** RE2 syntax: no look-around and no back-references, and so never more steps than text times program. */
function compilePattern(pattern: string): RE2JS {
  let expression: RE2JS
  try {
    expression = RE2JS.compile(pattern)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw invalid('pattern', `not a regular expression (RE2 syntax): ${error.message}`)
  }
  const steps = expression.programSize()
  if (steps > MAX_PATTERN_STEPS)
    throw invalid(
      'pattern',
      `too large: ${steps} steps, and at most ${MAX_PATTERN_STEPS} are allowed; counted repetitions like {100} multiply`,
    )
  return expression
}

const invalid = (path: string, message: string) =>
  new ServiceError('invalid-input', `${path}: ${message}`, { inputErrors: [{ path, message }] })
