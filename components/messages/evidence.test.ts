import { expect, test } from 'vitest'
import { readEvidence } from './evidence'

test.each([
  ['committed 238, message at 5', [{ key: 'committed', committed: 238, at: 5 }]],
  [
    'committed 238, message at 5; retried 1 time; pop: it may still be in flight',
    [{ key: 'committed', committed: 238, at: 5 }, { key: 'retried', times: 1 }, { key: 'popInFlight' }],
  ],
  [
    'last known: committed 2, message at 5; the broker does not answer',
    [{ key: 'lastKnown', committed: 2, at: 5 }, { key: 'brokerSilent' }],
  ],
  [
    'committed 5, message at 5; whether a client is connected is not known',
    [{ key: 'committed', committed: 5, at: 5 }, { key: 'clientsUnknown' }],
  ],
  [
    'dead letter at broker-a queue 0 offset 3 retried 3 times',
    [{ key: 'deadLetter', broker: 'broker-a', queueId: 0, offset: 3, times: 3 }],
  ],
  ['retry 2 at broker-a queue 0 offset 3', [{ key: 'retryAt', times: 2, broker: 'broker-a', queueId: 0, offset: 3 }]],
  ['retry 2 waits for its time', [{ key: 'retryWaits', times: 2 }]],
  ['tag paid; the group subscribes to a || b', [{ key: 'otherTag', tag: 'paid', filter: 'a || b' }]],
  ['no tag; the group subscribes to a', [{ key: 'noTag', filter: 'a' }]],
  ['each client keeps its own offset', [{ key: 'ownOffsets' }]],
  [
    'committed 9, message at 5; retries and dead letters: broker-b: no reply; later',
    [
      { key: 'committed', committed: 9, at: 5 },
      { key: 'retriesUnknown', why: 'broker-b: no reply; later' },
    ],
  ],
  ['something new; and more', [{ key: null, text: 'something new; and more' }]],
])('%s', (evidence, parts) => {
  expect(readEvidence(evidence)).toEqual(parts)
})
