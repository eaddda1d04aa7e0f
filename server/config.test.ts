import { describe, expect, test } from 'vitest'
import { parseConfig } from './config'

const parse = (input: {
  flags?: Record<string, string>
  env?: Record<string, string>
  file?: unknown
  fileName?: string
  startFolder?: string
}) => parseConfig({ flags: {}, env: {}, file: {}, ...input }, '1.0')
const origin = (config: ReturnType<typeof parse>, key: string) =>
  config.origins.values.find((value) => value.key === key)

test('each value says who set it: a flag before the environment before the file before what holds by itself', () => {
  const config = parse({
    flags: { namesrv: 'a:1;b:2', 'timeout-ms': '500' },
    env: { NAMESRV_ADDR: 'c:3', ROCKETMQ_TIMEOUT_MS: '900', HOST: '127.0.0.1', ROCKETMQ_TLS: '' },
    file: { auth: 'off' },
  })
  expect(origin(config, 'NAMESRV_ADDR')).toEqual({
    key: 'NAMESRV_ADDR',
    flag: 'namesrv',
    value: 'a:1;b:2',
    source: 'flag',
    secret: false,
  })
  expect(origin(config, 'ROCKETMQ_TIMEOUT_MS')).toMatchObject({ value: '500', source: 'flag' })
  expect(origin(config, 'HOST')).toMatchObject({ value: '127.0.0.1', source: 'environment' })
  expect(origin(config, 'ROCKETDECK_AUTH')).toMatchObject({ value: 'off', source: 'file' })
  expect(origin(config, 'ROCKETMQ_TLS')).toMatchObject({ value: 'off', source: 'default' })
  expect(origin(config, 'ROCKETMQ_ADDRESS_MAP')).toMatchObject({ value: null, source: null })
})

test('the port that the start wrapper chose was set by nobody', () => {
  const config = parse({ env: { PORT: '8080', ROCKETDECK_PORT_CHOSEN: 'default' } })
  expect(origin(config, 'PORT')).toMatchObject({ value: '8080', source: 'default' })
})

test('a secret is said to be set, never what it is', () => {
  const config = parse({ env: { ROCKETMQ_ACCESS_KEY: 'ak-word', ROCKETMQ_SECRET_KEY: 'sk-word' } })
  expect(origin(config, 'ROCKETMQ_SECRET_KEY')).toEqual({
    key: 'ROCKETMQ_SECRET_KEY',
    flag: 'secret-key',
    value: null,
    source: 'environment',
    secret: true,
  })
  expect(JSON.stringify(config.origins)).not.toMatch(/k-word/)
})

test('each cluster says where it is configured', () => {
  const config = parse({
    flags: { namesrv: 'a:1' },
    file: { clusters: [{ id: 'west', nameServers: ['b:2'] }] },
    fileName: '/etc/rocketdeck.yaml',
  })
  expect(config.origins).toMatchObject({ file: '/etc/rocketdeck.yaml', clusters: { default: 'flag', west: 'file' } })
})

test.each(['host', 'port'])('%s in the file is refused: the server listens before the file is read', (key) => {
  expect(() => parse({ file: { [key]: '8081' } })).toThrow(
    `rocketdeck.yaml: ${key}: the server listens before the file is read; give --${key} or ${key.toUpperCase()} instead`,
  )
})

describe('the data folder', () => {
  const folder = (input: Parameters<typeof parse>[0]) => parse({ startFolder: '/srv/rd', ...input })

  test.each([
    ['nothing', {}, '/srv/rd/data', 'ROCKETDECK_DATA', 'default'],
    ['the environment', { env: { ROCKETDECK_DATA: 'store' } }, '/srv/rd/store', 'ROCKETDECK_DATA', 'environment'],
    ['the file', { file: { data: '../d' } }, '/srv/d', 'rocketdeck.yaml: data', 'file'],
    [
      'a flag',
      { flags: { data: '/var/d' }, env: { ROCKETDECK_DATA: 'e' }, file: { data: 'f' } },
      '/var/d',
      '--data',
      'flag',
    ],
    [
      'the environment before the file',
      { env: { ROCKETDECK_DATA: 'e' }, file: { data: 'f' } },
      '/srv/rd/e',
      'ROCKETDECK_DATA',
      'environment',
    ],
    [
      'an empty variable',
      { env: { ROCKETDECK_DATA: '' }, file: { data: 'f' } },
      '/srv/rd/f',
      'rocketdeck.yaml: data',
      'file',
    ],
  ])('said by %s is an absolute path from the start folder, and known by its key', (_, input, path, key, source) => {
    const config = folder(input)
    expect(config.data).toEqual({ folder: path, key })
    expect(origin(config, 'ROCKETDECK_DATA')).toMatchObject({ flag: 'data', source, secret: false })
  })

  test.each([
    [{ flags: { data: 'on' } }, '--data = "on" is not valid: expected a folder'],
    [{ flags: { data: ' ' } }, '--data = " " is not valid: expected a folder'],
    [{ file: { data: 7 } }, 'rocketdeck.yaml: data: '],
  ])('%j is refused', (input, sentence) => {
    expect(() => folder(input)).toThrow(sentence)
  })
})
