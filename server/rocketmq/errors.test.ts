import { describe, expect, it } from 'vitest'
import { BrokerRefused, DriverError, firstLineOfRemark, Unreachable } from './errors.ts'

describe('firstLineOfRemark', () => {
  it.each([
    ['plain', 'plain'],
    ['\n  first\nsecond', 'first'],
    [
      'No topic route info in name server for the topic: T\nSee https://rocketmq.apache.org for further details.',
      'No topic route info in name server for the topic: T',
    ],
    [
      'java.lang.NullPointerException, org.apache.rocketmq.broker.processor.AdminBrokerProcessor.getTopicStatsInfo(AdminBrokerProcessor.java:1234)',
      'java.lang.NullPointerException',
    ],
    ['bad thing at org.apache.rocketmq.Foo$Bar.run(Foo.java:12)', 'bad thing'],
    ['the consumer group[a(b)] not online', 'the consumer group[a(b)] not online'],
    ['', ''],
  ])('%j', (remark, line) => {
    expect(firstLineOfRemark(remark)).toBe(line)
  })
})

describe('errors', () => {
  it('are recognised by another copy of this module, as a bundler makes them', async () => {
    const copyUrl = './errors.ts?copy'
    const copy: typeof import('./errors.ts') = await import(copyUrl)
    const refused = new copy.BrokerRefused({ code: 17, codeName: null, remark: null, address: 'a:1' })
    expect(copy.DriverError).not.toBe(DriverError)
    expect(refused).toBeInstanceOf(DriverError)
    expect(refused).toBeInstanceOf(BrokerRefused)
    expect(refused).not.toBeInstanceOf(Unreachable)
    expect(new Error('other')).not.toBeInstanceOf(DriverError)
  })

  it('say who refused, what and why', () => {
    const error = new BrokerRefused({ code: 17, codeName: 'TOPIC_NOT_EXIST', remark: 'no T\nat', address: 'a:1' })
    expect(error).toBeInstanceOf(DriverError)
    expect(error.name).toBe('BrokerRefused')
    expect(error.message).toBe('a:1 refused: TOPIC_NOT_EXIST (17), no T')
    expect(error.retryable).toBe(false)
    expect(new BrokerRefused({ code: 2, codeName: 'SYSTEM_BUSY', remark: null, address: 'a:1' }).retryable).toBe(true)
    expect(new BrokerRefused({ code: 4711, codeName: null, remark: null, address: 'a:1' }).message).toBe(
      'a:1 refused: code 4711',
    )
  })

  it('keep their cause', () => {
    const cause = new Error('ECONNREFUSED')
    expect(new Unreachable({ address: 'a:1', hop: 'connect', reason: 'refused', cause }).cause).toBe(cause)
  })
})
