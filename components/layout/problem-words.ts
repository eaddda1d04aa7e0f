import type { Problem } from '@/lib/contract/errors'

/** A piece of a sentence, as a key below `problem.detail` and its values. */
export type Piece = { key: DetailKey; values: Record<string, string> }

type DetailKey =
  | 'notInTopic'
  | 'notInLog'
  | 'logHolds'
  | 'gone'
  | 'outOfRange'
  | 'emptyQueue'
  | 'noQueue'
  | 'itsQueues'
  | 'elsewhere'
  | 'outsideCluster'
  | 'topicNeeded'
  | 'noClient'
  | 'writesNeedSignIn'
  | 'mayBe'

/**
 * What a problem says, in pieces that can be said in any language; null where only its own English sentence is known
 * (input that does not parse, faults of the console).
 */
export function piecesOf({ code, params = {} }: Problem): Piece[] | null {
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, wordOf(value)]))
  const has = (...names: string[]) => names.every((name) => params[name] !== undefined && params[name] !== null)
  const piece = (key: DetailKey, more: Record<string, string> = {}): Piece => ({ key, values: { ...values, ...more } })
  const silent = values.notAnswered ? [piece('mayBe', { targets: values.notAnswered })] : []
  const last = (name: string) => String(Number(params[name]) - 1)
  switch (code) {
    case 'message-not-found':
      if (has('topic', 'messageId', 'asked')) return [piece('notInTopic'), ...silent]
      if (has('nextOffset', 'topic', 'queueId', 'brokerName', 'offset')) return [piece('gone'), ...silent]
      if (!has('commitLogOffset', 'brokerName')) return null
      return [
        piece('notInLog'),
        ...(has('minOffset', 'maxOffset')
          ? [piece('logHolds', { min: values.minOffset ?? '', max: values.maxOffset ?? '' })]
          : []),
        ...silent,
      ]
    case 'offset-out-of-range': {
      if (!has('topic', 'queueId', 'brokerName', 'offset', 'minOffset', 'maxOffset')) return null
      const isEmpty = Number(params.minOffset) >= Number(params.maxOffset)
      const range = { min: values.minOffset ?? '', max: values.maxOffset ?? '', last: last('maxOffset') }
      return [piece(isEmpty ? 'emptyQueue' : 'outOfRange', range), ...silent]
    }
    case 'queue-not-found':
      if (!has('topic', 'brokerName', 'queueId')) return null
      return [piece('noQueue'), ...(has('readQueues') ? [piece('itsQueues', { last: last('readQueues') })] : [])]
    case 'topic-not-found':
      return has('topic', 'brokerName', 'holders') ? [piece('elsewhere')] : null
    case 'address-outside-cluster':
      return has('messageId', 'address', 'known') ? [piece('outsideCluster')] : null
    case 'topic-required':
      return has('messageId') ? [piece('topicNeeded')] : null
    case 'client-not-found':
      return has('group', 'clientId', 'asked') ? [piece('noClient')] : null
    case 'writes-need-sign-in':
      return [piece('writesNeedSignIn')]
    default:
      return null
  }
}

const wordOf = (value: NonNullable<Problem['params']>[string]): string =>
  Array.isArray(value) ? value.join(', ') : value === null ? '–' : String(value)
