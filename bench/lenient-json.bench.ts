// node bench/lenient-json.bench.ts
// Milliseconds of CPU time (with the collector's threads) to parse broker bodies of about 5 MiB, beside JSON.parse of the same value as strict JSON.
// The noise floor is the spread between the best and the median of a row; differences below it say nothing.
import { parseLenientJson } from '../server/rocketmq/wire/lenient-json.ts'

const RUNS = 9

const rows: Array<[name: string, body: string, strict: string | undefined]> = [
  ['21 topic table, strict', topicTable(28_000), topicTable(28_000)],
  ['43 consumer offsets, bare integer keys', consumerOffsets(25_000, ''), consumerOffsets(25_000, '"')],
  ['208 consume stats, object keys', consumeStats(32_000), undefined],
  ['307 running info, one long escaped string', jstack(50_000), jstack(50_000)],
]
for (const [name, body, strict] of rows) {
  console.log(`${name}, ${(body.length / 2 ** 20).toFixed(1)} MiB`)
  print('  parseLenientJson(text)  ', () => parseLenientJson(body))
  const bytes = Buffer.from(body)
  print('  parseLenientJson(buffer)', () => parseLenientJson(bytes))
  if (strict !== undefined) print('  JSON.parse(strict text) ', () => JSON.parse(strict))
}

function print(name: string, run: () => void): void {
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  times.sort((a, b) => a - b)
  console.log(`${name}  best ${times[0]?.toFixed(1)} ms, median ${times[RUNS >> 1]?.toFixed(1)} ms`)
}

function topicTable(topics: number): string {
  const config = {
    order: false,
    perm: 6,
    readQueueNums: 16,
    topicFilterType: 'SINGLE_TAG',
    topicSysFlag: 0,
    writeQueueNums: 16,
  }
  const names = Array.from({ length: topics }, (_, i) => `order-events-topic-${i}`)
  const topicConfigTable = Object.fromEntries(
    names.map((topicName) => [topicName, { attributes: {}, ...config, topicName }]),
  )
  return JSON.stringify({
    dataVersion: { counter: 7, stateVersion: 0, timestamp: 1_700_000_000_123 },
    topicConfigTable,
  })
}

function consumerOffsets(pairs: number, quote: string): string {
  const entries = Array.from({ length: pairs }, (_, t) => {
    const queues = Array.from({ length: 16 }, (_, q) => `${quote}${q}${quote}:${(t * 7919 * (q + 1)) % 100_000_000}`)
    return `"order-events-topic-${t}@group-${t % 50}":{${queues.join(',')}}`
  })
  return `{"offsetTable":{${entries.join(',')}}}`
}

function consumeStats(queues: number): string {
  const entries = Array.from({ length: queues }, (_, q) => {
    const key = `{"brokerName":"broker-a","queueId":${q},"topic":"order-events-topic"}`
    return `${key}:{"brokerOffset":${q * 7},"consumerOffset":${q * 7 - 3},"lastTimestamp":1700000000123,"pullOffset":9}`
  })
  return `{"consumeTps":0.5,"offsetTable":{${entries.join(',')}}}`
}

function jstack(frames: number): string {
  const lines = Array.from(
    { length: frames },
    (_, i) => `ConsumeMessageThread_${i}\tTID: ${i} STATE: WAITING\n\tsun.misc.Unsafe.park(Native Method)\n`,
  )
  return JSON.stringify({ jstack: lines.join(''), properties: {} })
}
