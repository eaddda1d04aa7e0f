import { describe, expect, it } from 'vitest'
import { Aborted, BrokerRefused, NoNameServer, TimedOut, Unreachable } from '../errors.ts'
import { NameServers } from './name-servers.ts'

const down = (address: string) => new Unreachable({ address, hop: 'connect', reason: 'refused' })
const refused = (address: string, code: number, remark: string | null = null) =>
  new BrokerRefused({ code, codeName: null, remark, address })

/** Asks with a script of answers by address; records who was asked. */
async function ask(servers: NameServers, answers: Record<string, Error | string>) {
  const asked: string[] = []
  const result = await servers
    .ask(async (address) => {
      asked.push(address)
      const answer = answers[address]
      if (answer instanceof Error) throw answer
      return answer
    })
    .catch((error) => error)
  return { asked, result }
}

describe('NameServers', () => {
  it('stays with the one that answers', async () => {
    const servers = new NameServers(['a:1', 'b:1', 'c:1'])
    expect(await ask(servers, { 'a:1': down('a:1'), 'b:1': 'ok' })).toEqual({ asked: ['a:1', 'b:1'], result: 'ok' })
    expect(servers.preferred).toBe('b:1')
    expect(await ask(servers, { 'b:1': 'ok' })).toEqual({ asked: ['b:1'], result: 'ok' })
  })

  it('goes once around', async () => {
    const servers = new NameServers(['a:1', 'b:1'])
    await ask(servers, { 'a:1': down('a:1'), 'b:1': 'ok' })
    const timeout = new TimedOut({ address: 'b:1', timeoutMs: 3000, phase: 'reply' })
    const { asked, result } = await ask(servers, { 'a:1': down('a:1'), 'b:1': timeout })
    expect(asked).toEqual(['b:1', 'a:1'])
    expect(result).toBeInstanceOf(NoNameServer)
    expect(result.failures.map((failure: { address: string }) => failure.address)).toEqual(['b:1', 'a:1'])
    expect(result.message).toContain('a:1 is unreachable (connect)')
    expect(result.retryable).toBe(true)
  })

  it('gives the only server’s own error', async () => {
    const error = down('a:1')
    expect((await ask(new NameServers(['a:1']), { 'a:1': error })).result).toBe(error)
  })

  it.each([
    ['an unknown topic', refused('a:1', 17), false],
    ['a server that starts', refused('a:1', 1, 'name server not ready'), true],
    ['another failure of the question', refused('a:1', 1, 'java.lang.NullPointerException'), false],
    ['a busy server', refused('a:1', 2), true],
    ['an abort', new Aborted({ address: 'a:1' }), false],
    ['a mistake of ours', new TypeError('x'), false],
  ])('%s: asks the next = %s', async (_name, error, next) => {
    const { asked } = await ask(new NameServers(['a:1', 'b:1']), { 'a:1': error, 'b:1': 'ok' })
    expect(asked).toEqual(next ? ['a:1', 'b:1'] : ['a:1'])
  })

  it('needs one, and counts each once', () => {
    expect(() => new NameServers([])).toThrow(TypeError)
    expect(new NameServers(['a:1', ' a:1 ']).addresses).toEqual(['a:1'])
  })
})
