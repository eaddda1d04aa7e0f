import { describe, expect, it } from 'vitest'
import { isSecret, withoutSecret } from './secrets.ts'

describe('isSecret', () => {
  it.each([
    'initAuthenticationUser',
    'innerClientAuthenticationCredentials',
    'tls.server.keyPassword',
    'tls.client.trustPasswd',
    'accessKey',
    'access_key',
    'secretKey',
    'sessionSecret',
    'securityToken',
    'auth.token',
    'privateKey',
    'tieredStoreObjectAccessKey',
  ])('%s', (key) => {
    expect(isSecret(key, 'x')).toBe(true)
  })

  it.each([
    'brokerName',
    'rocketmqHome',
    'accessMessageInMemoryMaxRatio',
    'tokenizer',
    'transientStorePoolEnable',
    'authenticationEnabled',
    'authenticationMetadataProvider',
    'aclEnable',
  ])('not %s', (key) => {
    expect(isSecret(key, 'x')).toBe(false)
  })

  it.each([
    ['extra', '{"accessKey":"a","secretKey":"b"}'],
    ['storeUrl', 'jdbc:mysql://root:hush@db:3306/x'],
    ['proxy', 'http://:pw@proxy'],
    ['socksProxyConfig', '{"*":{"addr":"p:1080","username":"u","password":"p"}}'],
  ])('by its value: %s', (key, value) => {
    expect(withoutSecret(key, value)).toEqual({ key, secret: true })
  })

  it.each([
    ['namesrvAddr', '127.0.0.1:9876;127.0.0.1:9877'],
    ['url', 'http://host:80/path'],
    ['socksProxyConfig', '{}'],
    ['brokerConfigPath', '/opt/broker.conf'],
  ])('not by its value: %s', (key, value) => {
    expect(withoutSecret(key, value)).toEqual({ key, value })
  })
})
