import 'server-only'

export type ConfigSource = 'flag' | 'environment' | 'file' | 'default'

/** One key of the configuration as it is in effect. */
export type ConfigValue = {
  key: string
  flag: string
  /** Null: not set, or a secret. */
  value: string | null
  /** Null: not set. */
  source: ConfigSource | null
  secret: boolean
}

/** In effect where nobody set them. */
const defaults: Readonly<Record<string, string>> = {
  HOST: '0.0.0.0',
  PORT: '8080',
  ROCKETMQ_TLS: 'off',
  ROCKETMQ_TIMEOUT_MS: '3000',
}

const secrets: ReadonlySet<string> = new Set(['ROCKETMQ_ACCESS_KEY', 'ROCKETMQ_SECRET_KEY'])

/**
 * Who set each key: a flag before the environment before the file before what holds by itself. A secret is said to be set
 * and by whom, never what it is.
 */
export function originsOf(
  keys: Readonly<Record<string, { flag: string }>>,
  sources: { flags: Readonly<Record<string, string>>; env: Readonly<Record<string, string | undefined>> },
  fromFile: Readonly<Record<string, string | undefined>>,
): ConfigValue[] {
  return Object.entries(keys).map(([key, { flag }]) => {
    const secret = secrets.has(key)
    // The start wrapper writes the port it chose where Next reads it.
    const inEnv = key === 'PORT' && sources.env.ROCKETDECK_PORT_CHOSEN === 'default' ? '' : sources.env[key]
    const said: [ConfigSource, string | undefined][] = [
      ['flag', sources.flags[flag]],
      ['environment', inEnv === '' ? undefined : inEnv],
      ['file', fromFile[key]],
      ['default', defaults[key]],
    ]
    const found = said.find(([, value]) => value !== undefined)
    return { key, flag, value: secret ? null : (found?.[1] ?? null), source: found?.[0] ?? null, secret }
  })
}
