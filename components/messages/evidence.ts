/** One fact of a verdict: a key below `message.evidence` with its values, or words that are shown as they came. */
export type EvidencePart =
  | { key: 'committed' | 'lastKnown'; committed: number; at: number }
  | { key: 'deadLetter'; broker: string; queueId: number; offset: number; times: number }
  | { key: 'retryAt'; times: number; broker: string; queueId: number; offset: number }
  | { key: 'retryWaits' | 'retried'; times: number }
  | { key: 'otherTag'; tag: string; filter: string }
  | { key: 'noTag'; filter: string }
  | { key: 'retriesUnknown'; why: string }
  | { key: (typeof fixed)[number][1] }
  | { key: null; text: string }

/**
 * Reads the evidence of a verdict (`committed 238, message at 5; retried 1 time`) so that a page can say it in the
 * reader's language, with links. What it does not know stays as the API said it.
 */
export function readEvidence(evidence: string): EvidencePart[] {
  const parts: EvidencePart[] = []
  let rest = evidence
  while (rest !== '') {
    const found = firstMatch(rest)
    parts.push(found?.part ?? { key: null, text: rest })
    rest = found ? rest.slice(found.length).replace(/^; /, '') : ''
  }
  return parts
}

const fixed = [
  ['each client keeps its own offset', 'ownOffsets'],
  ['the committed offset is not known', 'offsetUnknown'],
  ['the group never committed an offset of this queue', 'neverCommitted'],
  ['the broker does not answer', 'brokerSilent'],
  ['whether a client is connected is not known', 'clientsUnknown'],
  ['pop: it may still be in flight', 'popInFlight'],
] as const

const END = '(?=$|; )'
const patterns: [RegExp, (groups: string[]) => EvidencePart][] = [
  [
    new RegExp(`^(last known: )?committed (\\d+), message at (\\d+)${END}`),
    ([last, committed, at]) => ({
      key: last ? 'lastKnown' : 'committed',
      committed: Number(committed),
      at: Number(at),
    }),
  ],
  [
    new RegExp(`^dead letter at (\\S+) queue (\\d+) offset (\\d+) retried (\\d+) times?${END}`),
    ([broker = '', queueId, offset, times]) => ({
      key: 'deadLetter',
      broker,
      queueId: Number(queueId),
      offset: Number(offset),
      times: Number(times),
    }),
  ],
  [
    new RegExp(`^retry (\\d+) at (\\S+) queue (\\d+) offset (\\d+)${END}`),
    ([times, broker = '', queueId, offset]) => ({
      key: 'retryAt',
      times: Number(times),
      broker,
      queueId: Number(queueId),
      offset: Number(offset),
    }),
  ],
  [new RegExp(`^retry (\\d+) waits for its time${END}`), ([times]) => ({ key: 'retryWaits', times: Number(times) })],
  [new RegExp(`^retried (\\d+) times?${END}`), ([times]) => ({ key: 'retried', times: Number(times) })],
  [/^tag (.+); the group subscribes to (.+)$/, ([tag = '', filter = '']) => ({ key: 'otherTag', tag, filter })],
  [/^no tag; the group subscribes to (.+)$/, ([filter = '']) => ({ key: 'noTag', filter })],
  [/^retries and dead letters: (.+)$/, ([why = '']) => ({ key: 'retriesUnknown', why })],
]

function firstMatch(text: string): { part: EvidencePart; length: number } | null {
  for (const [words, key] of fixed) {
    if (text === words || text.startsWith(`${words}; `)) return { part: { key }, length: words.length }
  }
  for (const [pattern, read] of patterns) {
    const match = pattern.exec(text)
    if (match) return { part: read(match.slice(1)), length: match[0].length }
  }
  return null
}
