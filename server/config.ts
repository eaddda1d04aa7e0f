import 'server-only'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'

/** `host:port` or `[v6]:port`; the port is what follows the last colon. */
const address = z.string().regex(/^\S+:\d{1,5}$/, 'host:port')

const nameServerList = z
  .string()
  .transform((text) =>
    text
      .split(/[;,]/)
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(address).min(1, 'host:port, several separated by ;'))

const onOff = z.enum(['on', 'off', 'true', 'false', '1', '0']).transform((v) => v === 'on' || v === 'true' || v === '1')

const addressMap = z.string().transform((text, context) => {
  const pairs: Array<[string, string]> = []
  for (const part of text
    .split(/[;,]/)
    .map((p) => p.trim())
    .filter(Boolean)) {
    const [advertised, reachable, ...rest] = part.split('=').map((p) => p.trim())
    if (!advertised || !reachable || rest.length > 0) {
      context.addIssue({
        code: 'custom',
        message: 'advertised=reachable, several separated by ; (10.0.0.5:10911=127.0.0.1:10911)',
      })
      return z.NEVER
    }
    pairs.push([advertised, reachable])
  }
  return pairs
})

const port = z.coerce.number<unknown>().int().min(1).max(65535)
const perSecond = (least: number) => z.coerce.number<unknown>().int().min(least).max(10_000_000_000)

/** A flag that is given without a value reads "on". */
const dataFolder = z.string().refine((text) => text.trim() !== '' && text !== 'on', 'a folder')

/** Every key there is: the environment name, its flag, and what a value must look like. */
const keys = {
  NAMESRV_ADDR: { flag: 'namesrv', schema: nameServerList },
  HOST: { flag: 'host', schema: z.string().min(1) },
  PORT: { flag: 'port', schema: port },
  ROCKETDECK_AUTH: { flag: 'auth', schema: z.enum(['local', 'oidc', 'header', 'off']) },
  ROCKETMQ_ACCESS_KEY: { flag: 'access-key', schema: z.string().min(1) },
  ROCKETMQ_SECRET_KEY: { flag: 'secret-key', schema: z.string().min(1) },
  ROCKETMQ_TLS: { flag: 'tls', schema: onOff },
  ROCKETMQ_TIMEOUT_MS: { flag: 'timeout-ms', schema: z.coerce.number<unknown>().int().min(100).max(60_000) },
  ROCKETMQ_ADDRESS_MAP: { flag: 'address-map', schema: addressMap },
  ROCKETDECK_READ_MESSAGES_PER_S: { flag: 'read-messages-per-s', schema: perSecond(100) },
  ROCKETDECK_READ_BYTES_PER_S: { flag: 'read-bytes-per-s', schema: perSecond(65_536) },
  ROCKETDECK_DATA: { flag: 'data', schema: dataFolder },
} as const

/** Keys of the configuration table whose feature does not exist yet: named, never silently accepted. */
const notYet: Record<string, string> = {
  ROCKETDECK_COLLECT: 'collect',
  ROCKETDECK_READONLY: 'readonly',
  ROCKETMQ_PROXY_ADDR: 'proxy',
  DATABASE_URL: 'database-url',
  PROMETHEUS_URL: 'prometheus-url',
}

const clusterId = z.string().regex(/^[a-z0-9-]{1,40}$/, '1 to 40 of a-z, 0-9 and -')

const fileSchema = z.strictObject({
  auth: keys.ROCKETDECK_AUTH.schema.optional(),
  data: dataFolder.optional(),
  clusters: z
    .array(
      z.strictObject({
        id: clusterId,
        name: z.string().min(1).max(80).optional(),
        nameServers: z.union([z.array(address).min(1), nameServerList]),
        accessKey: z.string().min(1).optional(),
        secretKey: z.string().min(1).optional(),
        tls: z.boolean().optional(),
        timeoutMs: z.number().int().min(100).max(60_000).optional(),
        addressMap: z.record(z.string(), z.string()).optional(),
        readMessagesPerSecond: perSecond(100).optional(),
        readBytesPerSecond: perSecond(65_536).optional(),
      }),
    )
    .max(100)
    .optional(),
})

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

export type ClusterConfig = {
  id: string
  name: string
  nameServers: string[]
  credentials: { accessKey: string; secretKey: string } | null
  tls: boolean
  timeoutMs: number
  addressMap: Array<[advertised: string, reachable: string]>
  /** How fast all searches together may read messages. */
  reads: { messagesPerSecond: number; bytesPerSecond: number }
}

export type Config = {
  /** `none`: sign-in does not exist in this version, so writes are refused; `off`: switched off on purpose. */
  authMode: 'none' | 'off'
  clusters: ClusterConfig[]
  /** Where the console keeps its own data: an absolute path, and the name of the key that said so. */
  data: { folder: string; key: string }
  version: string
  /** Id of the production build; null: a development server. */
  build: string | null
  /** Where each value came from, for the settings page. */
  origins: { file: string | null; values: ConfigValue[]; clusters: Record<string, ConfigSource> }
  /** Pages and tests: parse every response on the way out. Production samples. */
  verifyResponses: boolean
  /** The page of all parts in all states: development and tests have it, a console in use does not. */
  hidesParts: boolean
}

/** A value or key that stops the start. The message names key, value and what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Sources = {
  flags: Record<string, string>
  env: Record<string, string | undefined>
  file: unknown
  /** Where the file is; null: there is none. */
  fileName?: string | null
  /** Relative paths count from here; default: the current folder. */
  startFolder?: string
}

function parseKey<K extends keyof typeof keys>(
  key: K,
  sources: Sources,
): z.output<(typeof keys)[K]['schema']> | undefined {
  const { flag, schema } = keys[key]
  const fromFlag = sources.flags[flag]
  const fromEnv = sources.env[key]
  const raw = fromFlag ?? (fromEnv === '' ? undefined : fromEnv)
  if (raw === undefined) return undefined
  const result = schema.safeParse(raw)
  if (result.success) return result.data as z.output<(typeof keys)[K]['schema']>
  const where = fromFlag !== undefined ? `--${flag}` : key
  const shown = key === 'ROCKETMQ_SECRET_KEY' ? '(hidden)' : `"${raw}"`
  throw new ConfigError(
    `${where} = ${shown} is not valid: expected ${result.error.issues[0]?.message ?? 'another value'}`,
  )
}

/**
 * One configuration from flags, environment and file, in that order of strength.
 * Throws ConfigError for an unknown flag or file key, a bad value, or a key of a feature this version does not have.
 */
export function parseConfig(sources: Sources, version: string): Config {
  const known = new Set<string>(Object.values(keys).map((k) => k.flag))
  for (const flag of Object.keys(sources.flags)) {
    if (known.has(flag) || flag === 'config') continue
    if (Object.values(notYet).includes(flag)) throw new ConfigError(`--${flag} is not in this version`)
    throw new ConfigError(
      `--${flag} is not a known flag; known are ${[...known, 'config'].map((f) => `--${f}`).join(', ')}`,
    )
  }
  for (const name of Object.keys(notYet)) {
    if (sources.env[name]) throw new ConfigError(`${name} is not in this version`)
  }
  for (const [key, { flag }] of [
    ['host', keys.HOST],
    ['port', keys.PORT],
  ] as const) {
    if (isObject(sources.file) && key in sources.file)
      throw new ConfigError(
        `rocketdeck.yaml: ${key}: the server listens before the file is read; give --${flag} or ${key.toUpperCase()} instead`,
      )
  }
  const file = fileSchema.safeParse(sources.file ?? {})
  if (!file.success) {
    const issue = file.error.issues[0]
    throw new ConfigError(`rocketdeck.yaml: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}`)
  }

  const auth = parseKey('ROCKETDECK_AUTH', sources) ?? file.data.auth
  if (auth !== undefined && auth !== 'off')
    throw new ConfigError(
      `ROCKETDECK_AUTH = "${auth}" is not in this version: sign-in does not exist yet, only "off" is accepted`,
    )
  const accessKey = parseKey('ROCKETMQ_ACCESS_KEY', sources)
  const secretKey = parseKey('ROCKETMQ_SECRET_KEY', sources)
  if ((accessKey === undefined) !== (secretKey === undefined))
    throw new ConfigError('ROCKETMQ_ACCESS_KEY and ROCKETMQ_SECRET_KEY go together: one of them is missing')
  const shared = {
    credentials: accessKey && secretKey ? { accessKey, secretKey } : null,
    tls: parseKey('ROCKETMQ_TLS', sources) ?? false,
    timeoutMs: parseKey('ROCKETMQ_TIMEOUT_MS', sources) ?? 3000,
    addressMap: parseKey('ROCKETMQ_ADDRESS_MAP', sources) ?? [],
    reads: {
      messagesPerSecond: parseKey('ROCKETDECK_READ_MESSAGES_PER_S', sources) ?? 20_000,
      bytesPerSecond: parseKey('ROCKETDECK_READ_BYTES_PER_S', sources) ?? 33_554_432,
    },
  }
  const clusters: ClusterConfig[] = []
  const nameServers = parseKey('NAMESRV_ADDR', sources)
  const from: Record<string, ConfigSource> = {}
  if (nameServers) {
    clusters.push({ id: 'default', name: 'default', nameServers, ...shared })
    from.default = sources.flags.namesrv === undefined ? 'environment' : 'flag'
  }
  for (const cluster of file.data.clusters ?? []) {
    if (clusters.some((c) => c.id === cluster.id))
      throw new ConfigError(`rocketdeck.yaml: clusters: the id "${cluster.id}" is used twice`)
    if ((cluster.accessKey === undefined) !== (cluster.secretKey === undefined))
      throw new ConfigError(`rocketdeck.yaml: cluster "${cluster.id}": accessKey and secretKey go together`)
    from[cluster.id] = 'file'
    clusters.push({
      id: cluster.id,
      name: cluster.name ?? cluster.id,
      nameServers: cluster.nameServers,
      credentials:
        cluster.accessKey && cluster.secretKey
          ? { accessKey: cluster.accessKey, secretKey: cluster.secretKey }
          : shared.credentials,
      tls: cluster.tls ?? shared.tls,
      timeoutMs: cluster.timeoutMs ?? shared.timeoutMs,
      addressMap: cluster.addressMap ? Object.entries(cluster.addressMap) : shared.addressMap,
      reads: {
        messagesPerSecond: cluster.readMessagesPerSecond ?? shared.reads.messagesPerSecond,
        bytesPerSecond: cluster.readBytesPerSecond ?? shared.reads.bytesPerSecond,
      },
    })
  }
  const data = parseKey('ROCKETDECK_DATA', sources) ?? file.data.data ?? defaults.ROCKETDECK_DATA
  return {
    authMode: auth === 'off' ? 'off' : 'none',
    clusters,
    data: {
      folder: resolve(/* turbopackIgnore: true */ sources.startFolder ?? process.cwd(), data),
      key: dataKey(sources),
    },
    version,
    build: sources.env.ROCKETDECK_BUILD || null,
    origins: {
      file: sources.fileName ?? null,
      values: originsOf(keys, sources, { ROCKETDECK_AUTH: file.data.auth, ROCKETDECK_DATA: file.data.data }),
      clusters: from,
    },
    verifyResponses: sources.env.NODE_ENV !== 'production',
    hidesParts: sources.env.NODE_ENV === 'production' && sources.env.ROCKETDECK_PARTS !== 'on',
  }
}

/** The key as the user wrote it, for a sentence about what it names. */
function dataKey({ flags, env, file }: Sources): string {
  if (flags.data !== undefined) return '--data'
  return !env.ROCKETDECK_DATA && isObject(file) && 'data' in file ? 'rocketdeck.yaml: data' : 'ROCKETDECK_DATA'
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** In effect where nobody set them. */
const defaults = {
  ROCKETDECK_DATA: './data',
  HOST: '0.0.0.0',
  PORT: '8080',
  ROCKETMQ_TLS: 'off',
  ROCKETMQ_TIMEOUT_MS: '3000',
  ROCKETDECK_READ_MESSAGES_PER_S: '20000',
  ROCKETDECK_READ_BYTES_PER_S: '33554432',
} as const

const secrets: ReadonlySet<string> = new Set(['ROCKETMQ_ACCESS_KEY', 'ROCKETMQ_SECRET_KEY'])

/**
 * Who set each key: a flag before the environment before the file before what holds by itself. A secret is said to be set
 * and by whom, never what it is.
 */
function originsOf(
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
      ['default', (defaults as Readonly<Record<string, string>>)[key]],
    ]
    const found = said.find(([, value]) => value !== undefined)
    return { key, flag, value: secret ? null : (found?.[1] ?? null), source: found?.[0] ?? null, secret }
  })
}

function readConfigFile(path: string | undefined, startFolder: string): { file: unknown; fileName: string | null } {
  // The server changes into its own folder: names are taken from where the start command was given. The bundler must
  // not trace a file that exists only where the console runs.
  const file = resolve(/* turbopackIgnore: true */ startFolder, path ?? 'rocketdeck.yaml')
  let text: string
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, 'utf8')
  } catch (error) {
    if (path === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return { file: {}, fileName: null }
    throw new ConfigError(`The configuration file ${file} cannot be read: ${(error as Error).message}`)
  }
  try {
    return { file: parseYaml(text), fileName: file }
  } catch (error) {
    throw new ConfigError(`The configuration file ${file} is not YAML: ${(error as Error).message}`)
  }
}

/** Reads flags (put into ROCKETDECK_FLAGS as JSON by the start wrapper), environment and file of this process. */
export function loadConfig(): Config {
  const flags = z.record(z.string(), z.string()).parse(JSON.parse(process.env.ROCKETDECK_FLAGS ?? '{}'))
  const path = flags.config ?? process.env.ROCKETDECK_CONFIG
  const startFolder = process.env.ROCKETDECK_START_FOLDER ?? process.cwd()
  return parseConfig(
    { flags, env: process.env, startFolder, ...readConfigFile(path, startFolder) },
    process.env.ROCKETDECK_VERSION ?? 'dev',
  )
}
