import { expect, test } from 'vitest'
import { type BrokerConfigInput, brokerConfig, logbackText, nameServerConfig, propertiesText } from './config.ts'

const input: BrokerConfigInput = {
  version: '5.5.0',
  broker: { name: 'broker-a', id: 0, role: 'SYNC_MASTER', flush: 'ASYNC_FLUSH' },
  port: 20_012,
  nameServers: ['127.0.0.1:20000', '127.0.0.1:20001'],
  home: '/tmp/x/broker-a',
}

test('a broker is told who it is, where it listens and where the name servers are', () => {
  expect(brokerConfig(input)).toMatchObject({
    brokerName: 'broker-a',
    brokerId: '0',
    brokerRole: 'SYNC_MASTER',
    namesrvAddr: '127.0.0.1:20000;127.0.0.1:20001',
    brokerIP1: '127.0.0.1',
    brokerIP2: '127.0.0.1',
    listenPort: '20012',
    storePathRootDir: '/tmp/x/broker-a/store',
    autoCreateTopicEnable: 'true',
    autoCreateSubscriptionGroup: 'true',
    traceTopicEnable: 'true',
    enablePropertyFilter: 'true',
  })
})

test('a 5.5.0 master writes op messages at once; slaves and 4.9.7 know no such setting', () => {
  expect(brokerConfig(input)).toMatchObject({ transactionOpMsgMaxSize: '1', transactionOpBatchInterval: '86400000' })
  const slave = brokerConfig({ ...input, broker: { ...input.broker, id: 1, role: 'SLAVE' } })
  expect(slave).toHaveProperty('transactionOpBatchInterval')
  expect(slave).toHaveProperty('timerWheelEnable')
  const old = Object.keys(brokerConfig({ ...input, version: '4.9.7' }))
  expect(old.filter((key) => /timer|transactionOp/i.test(key))).toEqual([])
})

test('later lines win: topology, broker, caller', () => {
  const config = brokerConfig({
    ...input,
    extra: [{ aclEnable: 'true', fileReservedTime: '1' }, undefined, { fileReservedTime: '2' }],
  })
  expect(config).toMatchObject({ aclEnable: 'true', fileReservedTime: '2' })
})

test('name servers keep their files in their own home', () => {
  expect(nameServerConfig({ port: 20_001, home: '/tmp/x/namesrv-1' })).toEqual({
    listenPort: '20001',
    kvConfigPath: '/tmp/x/namesrv-1/namesrv/kvConfig.json',
    configStorePath: '/tmp/x/namesrv-1/namesrv/namesrv.properties',
  })
})

test('properties are one line each; what would need escaping is refused', () => {
  expect(propertiesText({ a: '1', user: '{"username":"x","password":"y"}' })).toBe(
    'a=1\nuser={"username":"x","password":"y"}\n',
  )
  expect(() => propertiesText({ a: 'x\ny' })).toThrow('a cannot')
  expect(() => propertiesText({ a: 'C:\\x' })).toThrow('a cannot')
})

test('the logback file names its log', () => {
  expect(logbackText('/tmp/x/broker.log')).toContain('<file>/tmp/x/broker.log</file>')
})
