/**
 * What mqadmin prints, as values: the tables and texts of 4.9.7 and 5.5.0. Every parser throws on a text without the
 * expected header or rows, so that an empty answer is never compared with an empty answer.
 */

export type ClusterListRow = {
  clusterName: string
  brokerName: string
  brokerId: number
  address: string
  version: string
  inTps: string
  outTps: string
  /** Age of the oldest message, hours with two decimals. */
  hours: string
  diskRatio: string
}

/** `clusterList`: `37.01(0,0ms)` is the rate and, in brackets, the send queue. */
export function parseClusterList(output: string): ClusterListRow[] {
  return rowsUnder(output, '#Cluster Name').map((line) => {
    const words = line.trim().split(/\s+/)
    const [clusterName = '', brokerName = '', id = '', address = '', version = '', inLoad = '', outLoad = ''] = words
    // From the back: 5.x puts timer columns in between and a column of its own at the end.
    const tail = /^(true|false)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
    return {
      clusterName,
      brokerName,
      brokerId: whole(id),
      address,
      version,
      inTps: inLoad.replace(/\(.*$/, ''),
      outTps: outLoad.replace(/\(.*$/, ''),
      hours: tail.at(-2) ?? '',
      diskRatio: tail.at(-1) ?? '',
    }
  })
}

export type ClusterTotalsRow = {
  brokerName: string
  inYesterday: number
  outYesterday: number
  inToday: number
  outToday: number
}

/** `clusterList -m`. */
export function parseClusterTotals(output: string): ClusterTotalsRow[] {
  return rowsUnder(output, '#Cluster Name').map((line) => {
    const [, brokerName = '', ...counts] = line.trim().split(/\s+/)
    const [inYesterday = 0, outYesterday = 0, inToday = 0, outToday = 0] = counts.map(whole)
    return { brokerName, inYesterday, outYesterday, inToday, outToday }
  })
}

/** `topicList`: one name a line. */
export function parseTopicList(output: string): string[] {
  return filled(linesOf(output), output)
}

/** `topicList -c`: the groups of each topic. */
export function parseTopicListWithGroups(output: string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const line of rowsUnder(output, '#Cluster Name')) {
    const [, topic = '', group] = line.trim().split(/\s+/)
    groups.set(topic, [...(groups.get(topic) ?? []), ...(group ? [group] : [])])
  }
  return groups
}

export type PrintedRoute = {
  brokerDatas: Array<{ brokerName: string; cluster: string; brokerAddrs: Record<string, string> }>
  queueDatas: Array<{ brokerName: string; perm: number; readQueueNums: number; writeQueueNums: number }>
}

/** `topicRoute`: JSON except for broker ids without quotes. */
export function parseTopicRoute(output: string): PrintedRoute {
  return JSON.parse(output.replace(/([{,]\s*)(\d+)(\s*:)/g, '$1"$2"$3')) as PrintedRoute
}

export type TopicStatusRow = {
  brokerName: string
  queueId: number
  minOffset: number
  maxOffset: number
  lastUpdatedAt: string | null
}

/** `topicStatus`. Times are of this machine's zone, here ISO 8601. */
export function parseTopicStatus(output: string): TopicStatusRow[] {
  return rowsUnder(output.replace(/^Topic Put TPS:.*$/m, ''), '#Broker Name').map((line) => {
    const [brokerName = '', queueId = '', min = '', max = '', day, time] = line.trim().split(/\s+/)
    const lastUpdatedAt = day && time ? isoOfPrinted(`${day} ${time}`) : null
    return { brokerName, queueId: whole(queueId), minOffset: whole(min), maxOffset: whole(max), lastUpdatedAt }
  })
}

export type StatsRow = {
  topic: string
  group: string | null
  accumulation: number | null
  inTps: string
  outTps: string | null
  in24h: number
  out24h: number | null
}

/** `statsAll`: a topic that nobody consumes has a row with blanks. */
export function parseStatsAll(output: string): StatsRow[] {
  return rowsUnder(output, '#Topic').map((line) => {
    const words = line.trim().split(/\s+/)
    if (words.length === 7) {
      const [topic = '', group = '', accumulation = '', inTps = '', outTps = '', in24h = '', out24h = ''] = words
      const numbers = { accumulation: whole(accumulation), in24h: whole(in24h), out24h: whole(out24h) }
      return { topic, group, inTps, outTps, ...numbers }
    }
    const [topic = '', , inTps = '', in24h = ''] = words
    if (words.at(-1) !== 'NO_CONSUMER') throw new Error(`statsAll printed a row of another form: ${line}`)
    return { topic, group: null, accumulation: null, inTps, outTps: null, in24h: whole(in24h), out24h: null }
  })
}

/** `brokerStatus`: `key   : value`, the value to the end of the line. */
export function parseBrokerStatus(output: string): Map<string, string> {
  return new Map(
    filled(rawLines(output), output).map((line) => {
      const [, key = '', value = ''] = /^(.*?)\s*: ?(.*)$/.exec(line) ?? []
      if (!key) throw new Error(`brokerStatus printed a line of another form: ${line}`)
      return [key, value]
    }),
  )
}

/** `getBrokerConfig`, `getNamesrvConfig`: `key   =  value` under a line with the address. */
export function parseConfig(output: string): Map<string, Map<string, string>> {
  const servers = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const line of rawLines(output)) {
    const address = /^=+(?:Name Server|Broker)?\s*:?\s*([^=\s]+:\d+)\s*=+$/.exec(line)?.[1]
    if (address) {
      current = new Map()
      servers.set(address, current)
      continue
    }
    const [, key, value = ''] = /^(\S+)\s*= {0,2}(.*)$/.exec(line) ?? []
    if (key && current) current.set(key, value)
  }
  if ([...servers.values()].every(({ size }) => size === 0))
    throw new Error(`mqadmin printed no configuration: ${output}`)
  return servers
}

export type GroupProgressRow = {
  group: string
  members: number
  version: string
  type: string | null
  model: string | null
  tps: number
  diff: number
}

/** `consumerProgress`: blanks for the type and model of groups that are offline, and for the model of pull groups. */
export function parseConsumerProgress(output: string): GroupProgressRow[] {
  return rowsUnder(output, '#Group').map((line) => {
    const [group = '', members = '', version = '', ...rest] = line.trim().split(/\s+/)
    const [tps = '', diff = ''] = rest.slice(-2)
    const [type = null, model = null] = rest.slice(0, -2)
    return { group, members: whole(members), version, type, model, tps: whole(tps), diff: whole(diff) }
  })
}

export type QueueProgressRow = {
  topic: string
  brokerName: string
  queueId: number
  brokerOffset: number
  consumerOffset: number
  clientId: string | null
  diff: number
  /** 5.x. */
  inFlight: number | null
  /** `yyyy-MM-dd HH:mm:ss` of this machine's zone, here ISO 8601; null for `N/A`. */
  lastTime: string | null
}
export type GroupProgress = { queues: QueueProgressRow[]; diffTotal: number; inFlightTotal: number | null }

/** `consumerProgress -g group` (with `-s true` also the owner's address). */
export function parseGroupProgress(output: string): GroupProgress {
  const table = output.slice(0, output.search(/^Consume TPS:/m))
  const header = /^#Topic.*$/m.exec(table)?.[0] ?? ''
  const names = header.split(/\s{2,}/).map((name) => name.trim())
  const queues = rowsUnder(table, '#Topic').map((line) => {
    const cells = line.trim().split(/\s{2,}/)
    const cell = (name: string) => cells[names.indexOf(name)]
    const last = cell('#LastTime')
    return {
      topic: cell('#Topic') ?? '',
      brokerName: cell('#Broker Name') ?? '',
      queueId: whole(cell('#QID')),
      brokerOffset: whole(cell('#Broker Offset')),
      consumerOffset: whole(cell('#Consumer Offset')),
      clientId: cell('#Client IP') ?? null,
      diff: whole(cell('#Diff')),
      inFlight: names.includes('#Inflight') ? whole(cell('#Inflight')) : null,
      lastTime: last && last !== 'N/A' ? isoOfPrinted(last) : null,
    }
  })
  const total = (name: string) => new RegExp(`^(?:Consume )?${name} Total: (-?\\d+)`, 'm').exec(output)?.[1]
  const inFlight = total('Inflight')
  return { queues, diffTotal: whole(total('Diff')), inFlightTotal: inFlight === undefined ? null : whole(inFlight) }
}

export type ClientRow = { clientId: string; address: string; language: string; version: string }
export type ConsumerConnection = {
  clients: ClientRow[]
  subscriptions: Array<{ topic: string; expression: string }>
  consumeType: string
  messageModel: string
  consumeFromWhere: string
}

/** `consumerConnection -g group`. */
export function parseConsumerConnection(output: string): ConsumerConnection {
  const [first = '', second = ''] = output.split(/Below is subscription:/)
  const word = (name: string) => new RegExp(`^${name}: (\\S+)`, 'm').exec(second)?.[1] ?? ''
  return {
    clients: rowsUnder(first, '#ClientId').map(clientRow),
    subscriptions: rowsUnder(second.replace(/^\w+: .*$/gm, ''), '#Topic').map((line) => {
      const [, topic = '', expression = ''] = /^(\S+)\s+(.*?)\s*$/.exec(line) ?? []
      return { topic, expression }
    }),
    consumeType: word('ConsumeType'),
    messageModel: word('MessageModel'),
    consumeFromWhere: word('ConsumeFromWhere'),
  }
}

/** `producerConnection`: `0001  clientId   address   language   version`, without a header. */
export function parseProducerConnection(output: string): ClientRow[] {
  const lines = linesOf(output).filter((line) => /^\d{4}\s/.test(line))
  return filled(lines, output).map((line) => clientRow(line.replace(/^\d{4}\s+/, '')))
}

/** The three commands that print a message: `Key:   value` lines; properties stay one text. */
export function parseMessage(output: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of rawLines(output)) {
    const [, key, value = ''] = /^([A-Z][A-Za-z. ]*?):\s+(.*)$/.exec(line) ?? []
    if (key) fields.set(key, value.trim())
  }
  if (!fields.has('Topic')) throw new Error(`mqadmin printed no message: ${output}`)
  return fields
}

export type KeyMatch = { messageId: string; queueId: number; queueOffset: number }

/** `queryMsgByKey`: at most 64 of each broker. */
export function parseKeyMatches(output: string): KeyMatch[] {
  return rowsUnder(output, '#Message ID').map((line) => {
    const [messageId = '', queueId, queueOffset] = line.trim().split(/\s+/)
    return { messageId, queueId: whole(queueId), queueOffset: whole(queueOffset) }
  })
}

export type TraceRow = {
  type: 'Pub' | 'Sub'
  group: string
  host: string
  /** To the second. */
  at: string
  costMs: number
  status: 'success' | 'failed'
}

/** `queryMsgTraceById`: sends, and ends of attempts to consume; neither transactions nor what still runs. */
export function parseTrace(output: string): TraceRow[] {
  const rows = linesOf(output).flatMap((line) => {
    const parts = /^(Pub|Sub)\s+(\S+)\s+(\S+)\s+(\S+ \S+)\s+(\d+)ms\s+(success|failed)$/.exec(line)?.slice(1)
    if (!parts) return []
    const [type, group = '', host = '', time = '', cost, status] = parts
    return [
      {
        type: type === 'Pub' ? ('Pub' as const) : ('Sub' as const),
        group,
        host,
        at: isoOfPrinted(time),
        costMs: whole(cost),
        status: status === 'success' ? ('success' as const) : ('failed' as const),
      },
    ]
  })
  if (rows.length === 0) throw new Error(`mqadmin printed no rows: ${output}`)
  return rows
}

/** `yyyy-MM-dd HH:mm:ss,SSS` of this machine's zone, the milliseconds optional, as ISO 8601 UTC. */
export function isoOfPrinted(text: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:,(\d{3}))?$/.exec(text)?.slice(1)
  if (!parts) throw new Error(`not a time as mqadmin prints it: ${text}`)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = parts.map((part) =>
    Number(part ?? 0),
  )
  return new Date(year, month - 1, day, hour, minute, second, ms).toISOString()
}

function clientRow(line: string): ClientRow {
  const [clientId = '', address = '', language = '', version = ''] = line.trim().split(/\s+/)
  return { clientId, address, language, version }
}

const rawLines = (output: string) => output.split('\n').filter((line) => line.trim() !== '')
const linesOf = (output: string) => rawLines(output).map((line) => line.trim())

function rowsUnder(output: string, header: string): string[] {
  const lines = rawLines(output)
  const at = lines.findIndex((line) => line.includes(header))
  if (at < 0) throw new Error(`mqadmin printed no "${header}": ${output}`)
  return filled(lines.slice(at + 1), output)
}

function filled(lines: string[], output: string): string[] {
  if (lines.length === 0) throw new Error(`mqadmin printed no rows: ${output}`)
  return lines
}

function whole(text: string | undefined): number {
  if (!/^-?\d+$/.test(text ?? '')) throw new Error(`mqadmin printed "${text}" where a whole number was expected`)
  return Number(text)
}
