import 'server-only'
import { majorVersion } from '@/lib/domain/mq-version-name.ts'
import type { InputErrors } from './message-to-send'

/** What a broker takes, from its configuration; null = it does not say. */
export type BrokerLimits = {
  maxMessageBytes: number | null
  delayLevels: readonly string[] | null
  timer: { maxDelayMs: number | null } | null
}

/** DELAY_LEVEL and timer of MessageStoreConfig, all versions; the timer came with 5.0 and may be switched off. */
export function limitsOf(config: ReadonlyArray<{ key: string; value: string | null }>): BrokerLimits {
  const values = new Map(config.map(({ key, value }) => [key, value]))
  const number = (key: string) => {
    const text = values.get(key) ?? ''
    return /^\d+$/.test(text) ? Number(text) : null
  }
  const maxDelaySec = number('timerMaxDelaySec')
  return {
    maxMessageBytes: number('maxMessageSize'),
    delayLevels: values.get('messageDelayLevel')?.trim().split(/\s+/) ?? null,
    timer:
      values.get('timerWheelEnable') === 'true'
        ? { maxDelayMs: maxDelaySec === null ? null : maxDelaySec * 1000 }
        : null,
  }
}

export type Wanted = {
  bodyBytes: number
  /** The field that gives the body. */
  bodyField: string
  delayLevel?: number | undefined
  /** Epoch milliseconds. */
  deliverAt?: number | undefined
  now: number
}

/** What the broker would refuse, or silently change (a delay level above its last becomes the last). */
export function limitErrors(
  wanted: Wanted,
  limits: BrokerLimits,
  { brokerName, version }: { brokerName: string; version: string | null },
): InputErrors {
  const errors: InputErrors = []
  const { delayLevels, maxMessageBytes, timer } = limits
  const major = majorVersion(version)
  // A frame without body bytes is a message without a body there (RemotingCommand#decode): 5.5.0 fails with a
  // NullPointerException, 4.9.7 stores it (SendMessageProcessor#sendMessage).
  if (wanted.bodyBytes === 0 && major !== null && major >= 5)
    errors.push({
      path: wanted.bodyField,
      message: `is empty: ${brokerName} runs ${version}, which takes no empty body`,
    })
  if (maxMessageBytes !== null && wanted.bodyBytes > maxMessageBytes)
    errors.push({
      path: wanted.bodyField,
      message: `the body has ${wanted.bodyBytes} bytes; ${brokerName} takes at most ${maxMessageBytes} (maxMessageSize)`,
    })
  if (wanted.delayLevel !== undefined && delayLevels !== null && wanted.delayLevel > delayLevels.length)
    errors.push({
      path: 'delayLevel',
      message: `${brokerName} has levels 1 to ${delayLevels.length}: ${delayLevels.join(' ')} (messageDelayLevel)`,
    })
  if (wanted.deliverAt === undefined) return errors
  if (timer === null) {
    const why =
      major !== null && major < 5
        ? `it runs ${version}, and timers came with 5.0; use a delay level`
        : 'timerWheelEnable is off'
    errors.push({ path: 'deliverAt', message: `${brokerName} has no timer: ${why}` })
  } else if (timer.maxDelayMs !== null && wanted.deliverAt - wanted.now > timer.maxDelayMs) {
    const last = new Date(wanted.now + timer.maxDelayMs).toISOString()
    const message = `${brokerName} keeps a message for at most ${timer.maxDelayMs / 1000} s (timerMaxDelaySec): until ${last}`
    errors.push({ path: 'deliverAt', message })
  }
  return errors
}
