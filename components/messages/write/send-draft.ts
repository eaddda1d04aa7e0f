import type { InputOf } from '@/lib/contract/endpoint'
import type { sendMessage } from '@/lib/contract/message-writes'

type Input = InputOf<typeof sendMessage>
export const sendKinds = ['normal', 'ordered', 'delay', 'timer', 'transaction'] as const
export type SendKind = (typeof sendKinds)[number]
export const transactionEnds = ['commit', 'rollback', 'unknown'] as const

/** What stands in the form, as it was typed. */
export interface SendDraft {
  kind: SendKind
  bodyAs: 'text' | 'base64'
  body: string
  tags: string
  /** Separated by white space. */
  keys: string
  properties: ReadonlyArray<{ id: number; name: string; value: string }>
  shardingKey: string
  delayLevel: string
  /** As a datetime-local field gives it, in the browser's zone. */
  deliverAt: string
  transaction: (typeof transactionEnds)[number]
  /** Empty: any. */
  broker: string
  queue: string
}

export const emptyDraft: SendDraft = {
  kind: 'normal',
  bodyAs: 'text',
  body: '',
  tags: '',
  keys: '',
  properties: [],
  shardingKey: '',
  delayLevel: '1',
  deliverAt: '',
  transaction: 'commit',
  broker: '',
  queue: '',
}

/** The fields of the form that something can be wrong with. */
export type DraftField =
  | 'body'
  | 'tags'
  | 'keys'
  | 'properties'
  | 'shardingKey'
  | 'delayLevel'
  | 'deliverAt'
  | 'broker'
  | 'queue'

/** What the console is asked: of the fields of each kind only those of the chosen one. */
export function inputOf(draft: SendDraft, place: { cluster: string; topic: string }): Input {
  const { kind, tags, broker, queue } = draft
  const keys = draft.keys.split(/\s+/).filter((key) => key !== '')
  const properties = Object.fromEntries(filled(draft).map(({ name, value }) => [name, value]))
  const placed = kind !== 'ordered' && broker !== ''
  return {
    ...place,
    kind,
    ...(draft.bodyAs === 'text' ? { text: draft.body } : { base64: draft.body.trim() }),
    ...(tags.trim() === '' ? {} : { tags: tags.trim() }),
    keys,
    properties,
    ...(kind === 'ordered' ? { shardingKey: draft.shardingKey } : {}),
    ...(kind === 'delay' ? { delayLevel: Number(draft.delayLevel) } : {}),
    ...(kind === 'timer' ? { deliverAt: new Date(draft.deliverAt).toISOString() } : {}),
    ...(kind === 'transaction' ? { transaction: draft.transaction } : {}),
    ...(placed ? { broker, ...(queue === '' ? {} : { queueId: Number(queue) }) } : {}),
  }
}

/** What is missing, before anything is asked; the console checks the rest. */
export function missingIn(draft: SendDraft): Partial<Record<DraftField, 'missing' | 'twice'>> {
  const names = filled(draft).map(({ name }) => name)
  const errors: Partial<Record<DraftField, 'missing' | 'twice'>> = {}
  if (draft.body === '') errors.body = 'missing'
  if (draft.kind === 'ordered' && draft.shardingKey === '') errors.shardingKey = 'missing'
  if (draft.kind === 'delay' && !/^\d+$/.test(draft.delayLevel)) errors.delayLevel = 'missing'
  if (draft.kind === 'timer' && Number.isNaN(Date.parse(draft.deliverAt))) errors.deliverAt = 'missing'
  if (names.includes('')) errors.properties = 'missing'
  else if (new Set(names).size < names.length) errors.properties = 'twice'
  return errors
}

/** Rows in which anything was typed. */
const filled = (draft: SendDraft) => draft.properties.filter(({ name, value }) => name !== '' || value !== '')

const FIELDS: Readonly<Record<string, DraftField>> = {
  text: 'body',
  base64: 'body',
  tags: 'tags',
  keys: 'keys',
  properties: 'properties',
  shardingKey: 'shardingKey',
  delayLevel: 'delayLevel',
  deliverAt: 'deliverAt',
  broker: 'broker',
  queueId: 'queue',
}

/** The console's own errors at their fields; of a property its name stands before them. */
export function errorsByField(
  errors: ReadonlyArray<{ path: string; message: string }>,
): Partial<Record<DraftField, string>> {
  const found: Partial<Record<DraftField, string>> = {}
  for (const { path, message } of errors) {
    const [top = '', ...rest] = path.split('.')
    const field = FIELDS[top]
    if (field === undefined) continue
    const said = rest.length === 0 ? message : `${rest.join('.')}: ${message}`
    found[field] = found[field] === undefined ? said : `${found[field]}; ${said}`
  }
  return found
}
