import { expect, test } from 'vitest'
import { failureOf, replicaName } from './failure.ts'

test.each([
  ['127.0.0.1:9876 is unreachable (connect): connect ECONNREFUSED 127.0.0.1:9876', 'refused', 'ECONNREFUSED'],
  ['no-such-host:9876 is unreachable (name): getaddrinfo ENOTFOUND no-such-host', 'noName', 'ENOTFOUND'],
  ['[::1]:9876 is unreachable (connect): connect ETIMEDOUT ::1:9876', 'timedOut', 'ETIMEDOUT'],
])('%s is %s', (reason, kind, code) => {
  expect(failureOf(reason)).toMatchObject({ kind, code })
})

test.each([
  ['10.0.0.5:9876: the call got no reply within 3000 ms', 'the call got no reply within 3000 ms'],
  ['10.0.0.5:9876 is unreachable (tls): self signed certificate', 'self signed certificate'],
  ['No answer', 'No answer'],
])('of %s the words stay', (reason, text) => {
  expect(failureOf(reason)).toEqual({ kind: null, code: '', text })
})

test('a replica is written as pages write it; any other target stays', () => {
  expect(['broker-b/0', 'a/b/12', 'prod-east'].map(replicaName)).toEqual(['broker-b / 0', 'a/b / 12', 'prod-east'])
})
