import { connect, createServer, type Server, type Socket } from 'node:net'
import { FrameDecoder } from '../server/rocketmq/wire/frame.ts'

/** Stands before one broker or name server and counts the requests that pass, by code. */
export class CountingProxy {
  readonly target: string
  readonly calls = new Map<number, number>()
  #server: Server | null = null
  readonly #sockets = new Set<Socket>()

  constructor(target: string) {
    this.target = target
  }

  get address(): string {
    const address = this.#server?.address()
    if (typeof address !== 'object' || address === null || address === undefined) throw new Error('not started')
    return `127.0.0.1:${address.port}`
  }

  get total(): number {
    return [...this.calls.values()].reduce((sum, count) => sum + count, 0)
  }

  async start(): Promise<this> {
    const [host, port] = [
      this.target.slice(0, this.target.lastIndexOf(':')),
      Number(this.target.slice(this.target.lastIndexOf(':') + 1)),
    ]
    const server = createServer((inbound) => {
      const outbound = connect(port, host)
      const decoder = new FrameDecoder()
      for (const socket of [inbound, outbound]) {
        this.#sockets.add(socket)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          inbound.destroy()
          outbound.destroy()
        })
        // The other end sees the closed connection; there is nothing to add to it.
        socket.on('error', () => {})
      }
      inbound.on('data', (chunk) => {
        for (const frame of decoder.push(chunk))
          this.calls.set(frame.header.code, (this.calls.get(frame.header.code) ?? 0) + 1)
      })
      inbound.pipe(outbound)
      outbound.pipe(inbound)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    this.#server = server
    return this
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    const server = this.#server
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
