import { describe, expect, it } from 'vitest'
import type { RemotingHeader } from '../wire/header.ts'
import { createAclSigner } from './acl-sign.ts'

const sign = createAclSigner({ accessKey: 'rocketmq2', secretKey: '12345678' })

function header(extFields: Record<string, string>): RemotingHeader {
  return { code: 11, language: 'OTHER', version: 401, opaque: 1, flag: 0, extFields }
}

describe('createAclSigner', () => {
  // Vectors made with AclClientRPCHook and AclSigner of the Java client.
  it('signs the values in the order of their keys', () => {
    expect(sign(header({ topic: 'TopicTest', queueId: '0' }), undefined).extFields).toEqual({
      topic: 'TopicTest',
      queueId: '0',
      AccessKey: 'rocketmq2',
      Signature: 'WcNHAIxSTdP81yH0rSPg25keg+g=',
    })
  })

  it('signs the body behind them', () => {
    const { extFields } = sign(header({ queueId: '0', topic: 'TopicTest' }), Buffer.from('{"a":1}'))
    expect(extFields.Signature).toBe('2nuYJWfbuFWVAmLvm4UZl5ggMUM=')
  })

  it('replaces an old signature and leaves its input alone', () => {
    const input = header({ topic: 'TopicTest', queueId: '0', Signature: 'old' })
    expect(sign(input, undefined).extFields.Signature).toBe('WcNHAIxSTdP81yH0rSPg25keg+g=')
    expect(input.extFields).toEqual({ topic: 'TopicTest', queueId: '0', Signature: 'old' })
  })

  it('adds a security token only where there is one', () => {
    const withToken = createAclSigner({ accessKey: 'a', secretKey: 'b', securityToken: 't' })
    expect(withToken(header({}), undefined).extFields).toMatchObject({ AccessKey: 'a', SecurityToken: 't' })
    expect(sign(header({}), undefined).extFields).not.toHaveProperty('SecurityToken')
  })
})
