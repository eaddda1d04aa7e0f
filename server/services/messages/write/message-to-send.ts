import 'server-only'
import type { z } from 'zod'
import type { sendMessage } from '@/lib/contract/message-writes'
import { encodeMessageProperties } from '@/server/rocketmq/wire/message-properties.ts'
import { SYSTEM_PROPERTIES } from '@/server/rocketmq/wire/own-properties.ts'
import { ServiceError } from '../../errors'

export type SendInput = z.output<NonNullable<typeof sendMessage.body>>
export type InputErrors = Array<{ path: string; message: string }>
export type Properties = Array<[name: string, value: string]>

/** The group that half messages name and that ends them; nobody is connected under it, so no check reaches anybody. */
export const PRODUCER_GROUP = 'ROCKETDECK'

/** Bytes of all properties of a stored message (MessageExtEncoder, all versions): their length is a Java short. */
const MAX_PROPERTIES_BYTES = 32_767

/** Body and properties of a test message, without its unique id. Throws `invalid-input` that names every field that is wrong. */
export function messageToSend(input: SendInput, now: number): { body: Buffer; properties: Properties } {
  const errors: InputErrors = [...fieldErrors(input, now), ...propertyErrors(input.properties)]
  const body = bodyOf(input, errors)
  refuse(errors)
  const properties = propertiesOf(input)
  checkPropertiesSize(properties)
  return { body, properties }
}

/** Throws `invalid-input` unless there are none; its sentence is that of the first. */
export function refuse(errors: InputErrors): void {
  const first = errors[0]
  if (first) throw new ServiceError('invalid-input', `${first.path}: ${first.message}`, { inputErrors: errors })
}

export function checkPropertiesSize(properties: Properties): void {
  const bytes = Buffer.byteLength(encodeMessageProperties(properties))
  if (bytes <= MAX_PROPERTIES_BYTES) return
  const message = `tags, keys and properties take ${bytes} bytes as they are stored; RocketMQ stores at most ${MAX_PROPERTIES_BYTES}`
  refuse([{ path: 'properties', message }])
}

/** Which field each kind needs; the others may not stand beside it. */
const OWN_FIELDS = {
  normal: null,
  ordered: 'shardingKey',
  delay: 'delayLevel',
  timer: 'deliverAt',
  transaction: 'transaction',
} as const

function fieldErrors(input: SendInput, now: number): InputErrors {
  const errors: InputErrors = []
  for (const [kind, field] of Object.entries(OWN_FIELDS)) {
    if (field === null) continue
    const given = input[field] !== undefined
    if (kind === input.kind && !given) errors.push({ path: field, message: `a message of kind ${kind} needs it` })
    if (kind !== input.kind && given) errors.push({ path: field, message: `only for kind ${kind}` })
  }
  if (input.queueId !== undefined && input.broker === undefined)
    errors.push({ path: 'queueId', message: 'needs broker: each broker has its own queues' })
  if (input.kind === 'ordered' && input.broker !== undefined)
    errors.push({ path: 'broker', message: 'not for kind ordered: the sharding key chooses the queue' })
  if (input.kind === 'timer' && input.deliverAt !== undefined) {
    const at = Date.parse(input.deliverAt)
    if (Number.isNaN(at)) errors.push({ path: 'deliverAt', message: 'there is no such date' })
    else if (at <= now) errors.push({ path: 'deliverAt', message: `is past: it is ${new Date(now).toISOString()} now` })
  }
  return errors
}

function propertyErrors(properties: SendInput['properties']): InputErrors {
  return Object.entries(properties).flatMap(([name, value]) => {
    const path = `properties.${name}`
    if (SYSTEM_PROPERTIES.has(name))
      return [{ path, message: 'RocketMQ uses this name itself; tags, keys and the like have fields of their own' }]
    if (value === '') return [{ path, message: 'RocketMQ does not store an empty value' }]
    return value.isWellFormed() && name.isWellFormed() ? [] : [{ path, message: 'is not valid Unicode' }]
  })
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

// Validators#checkMessage of the Java client, all versions. Brokers of 5.x fail on an empty body, and Java's consumers get
// null for one that 4.x has stored.
const EMPTY = 'is empty: no client of RocketMQ sends an empty body, and few can take one'

function bodyOf({ text, base64 }: SendInput, errors: InputErrors): Buffer {
  if ((text === undefined) === (base64 === undefined))
    errors.push({
      path: 'text',
      message: 'the body is either text or base64: exactly one of them',
    })
  else if ((text ?? base64) === '') errors.push({ path: text === undefined ? 'base64' : 'text', message: EMPTY })
  if (base64 !== undefined) {
    if (!BASE64.test(base64))
      errors.push({ path: 'base64', message: 'is not Base64 (RFC 4648, padded, no line breaks)' })
    return Buffer.from(base64, 'base64')
  }
  if (text !== undefined && !text.isWellFormed()) errors.push({ path: 'text', message: 'is not valid Unicode' })
  return Buffer.from(text ?? '', 'utf8')
}

function propertiesOf(input: SendInput): Properties {
  const own: Array<[string, string | undefined]> = [
    ['TAGS', input.tags || undefined],
    ['KEYS', input.keys.length > 0 ? input.keys.join(' ') : undefined],
    ...Object.entries(input.properties),
    ['__SHARDINGKEY', input.shardingKey],
    ['DELAY', input.delayLevel === undefined ? undefined : String(input.delayLevel)],
    ['TIMER_DELIVER_MS', input.deliverAt === undefined ? undefined : String(Date.parse(input.deliverAt))],
    ...(input.kind === 'transaction'
      ? ([
          ['TRAN_MSG', 'true'],
          ['PGROUP', PRODUCER_GROUP],
        ] satisfies Properties)
      : []),
  ]
  return own.filter((entry): entry is [string, string] => entry[1] !== undefined)
}
