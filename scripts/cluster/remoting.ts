import { connect } from 'node:net'

// The few frames the harness needs to know that a cluster is ready, written by hand on purpose: what starts the
// cluster under test must not depend on the driver that is tested against it.

export type Reply = { code: number; remark: string; extFields: Readonly<Record<string, string>>; body: Buffer }

export type Call = { code: number; fields?: Record<string, string>; body?: Buffer; timeoutMs?: number }

/** One request on a connection of its own. Rejects on refusal, time-out or an early end. */
export function call(address: string, { code, fields = {}, body = Buffer.alloc(0), timeoutMs = 2_000 }: Call) {
  const [host = '', port = ''] = address.split(':')
  return new Promise<Reply>((resolve, reject) => {
    const socket = connect({ host, port: Number(port) })
    const chunks: Buffer[] = []
    const finish = (act: () => void) => {
      clearTimeout(timer)
      socket.destroy()
      act()
    }
    const timer = setTimeout(
      () => finish(() => reject(new Error(`${address} did not answer within ${timeoutMs} ms`))),
      timeoutMs,
    )
    socket.on('connect', () => socket.write(encode(code, fields, body)))
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const reply = decode(Buffer.concat(chunks))
      if (reply) finish(() => resolve(reply))
    })
    socket.on('error', (error) => finish(() => reject(error)))
    socket.on('close', () => finish(() => reject(new Error(`${address} closed the connection`))))
  })
}

/** `brokerName/brokerId` → address, as one name server has it (GET_BROKER_CLUSTER_INFO, code 106). */
export async function brokersKnownTo(nameServer: string): Promise<Map<string, string>> {
  const reply = await call(nameServer, { code: 106 })
  if (reply.code !== 0) throw new Error(`${nameServer} answered ${reply.code} ${reply.remark}`)
  return brokersIn(reply.body.toString('utf8'))
}

/** Reads the printed brokerAddrTable, whose numeric keys are not quoted (fastjson). */
export function brokersIn(text: string): Map<string, string> {
  const brokers = new Map<string, string>()
  for (const part of text.matchAll(/"brokerAddrs":\{([^}]*)\}[^}]*?"brokerName":"([^"]+)"/g)) {
    for (const entry of (part[1] as string).matchAll(/"?(\d+)"?:"([^"]+)"/g)) {
      brokers.set(`${part[2]}/${entry[1]}`, entry[2] as string)
    }
  }
  return brokers
}

/**
 * Writes one small message to a topic that every broker has and nobody uses (SEND_MESSAGE, code 10).
 * 0 = SEND_OK; 10, 11, 12 = stored, but flush or slave did not confirm.
 */
export async function sendProbe(broker: string): Promise<Reply> {
  const fields = {
    producerGroup: 'cluster-readiness',
    topic: 'BenchmarkTest',
    defaultTopic: 'TBW102',
    defaultTopicQueueNums: '4',
    queueId: '0',
    sysFlag: '0',
    bornTimestamp: String(Date.now()),
    flag: '0',
    properties: '',
    reconsumeTimes: '0',
    unitMode: 'false',
    batch: 'false',
  }
  return await call(broker, { code: 10, fields, body: Buffer.from('ready?'), timeoutMs: 8_000 })
}

function encode(code: number, extFields: Record<string, string>, body: Buffer): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      code,
      flag: 0,
      language: 'JAVA',
      opaque: 1,
      version: 401,
      serializeTypeCurrentRPC: 'JSON',
      extFields,
    }),
  )
  const lengths = Buffer.alloc(8)
  lengths.writeInt32BE(4 + header.length + body.length, 0)
  lengths.writeInt32BE(header.length, 4)
  return Buffer.concat([lengths, header, body])
}

function decode(bytes: Buffer): Reply | null {
  if (bytes.length < 8 || bytes.length < 4 + bytes.readInt32BE(0)) return null
  const end = 4 + bytes.readInt32BE(0)
  const headerEnd = 8 + (bytes.readInt32BE(4) & 0xffffff)
  const header: unknown = JSON.parse(bytes.toString('utf8', 8, headerEnd))
  const { code, extFields, remark } = header as { code: number; extFields?: Record<string, string>; remark?: string }
  return { code, remark: remark ?? '', extFields: extFields ?? {}, body: bytes.subarray(headerEnd, end) }
}
