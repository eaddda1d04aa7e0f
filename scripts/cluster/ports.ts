import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'

/**
 * A cluster takes a block of 100 ports from a base B: name servers B, B+1; controller B+5; broker k B+12+10k;
 * proxy B+80 (remoting) and B+81 (gRPC). A broker binds three: listenPort, listenPort−2 (the "VIP" channel) and
 * listenPort+1 (replication). The last port of the block is held while the cluster lives, as its reservation.
 */
export const BLOCK_PORTS = 100

export type PortBlock = {
  base: number
  /** Gives the reservation back. */
  release(): Promise<void>
}

export const nameServerPort = (base: number, index: number): number => base + index
export const brokerPort = (base: number, index: number): number => base + 12 + 10 * index

/**
 * Finds a block whose ports are all free and reserves it against other clusters started side by side.
 * `wantedBase` fixes the base: then a busy port is an error that names it.
 */
export async function reservePorts(wantedBase?: number): Promise<PortBlock> {
  if (wantedBase !== undefined) {
    const taken = await tryBlock(wantedBase)
    if (typeof taken !== 'number') return taken
    throw new Error(
      `Port ${taken} is in use: stop the process that listens there or choose another base port than ${wantedBase}.`,
    )
  }
  const candidates = blockBases(ephemeralRange())
  const start = Math.floor(Math.random() * candidates.length)
  for (let i = 0; i < candidates.length; i++) {
    const block = await tryBlock(candidates[(start + i) % candidates.length] as number)
    if (typeof block !== 'number') return block
  }
  throw new Error(
    `No block of ${BLOCK_PORTS} free ports was found: stop some of the clusters that run on this machine.`,
  )
}

/** Bases whose whole block lies outside the range from which the kernel takes the ports of outgoing connections. */
export function blockBases(ephemeral: { first: number; last: number }): number[] {
  const bases: number[] = []
  for (let base = 20_000; base + BLOCK_PORTS <= 65_536; base += BLOCK_PORTS) {
    if (base + BLOCK_PORTS <= ephemeral.first || base > ephemeral.last) bases.push(base)
  }
  for (let base = 12_000; bases.length < 20 && base < 20_000; base += BLOCK_PORTS) {
    if (base + BLOCK_PORTS <= ephemeral.first || base > ephemeral.last) bases.push(base)
  }
  return bases
}

function ephemeralRange(): { first: number; last: number } {
  try {
    const [first, last] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/).map(Number)
    if (first && last) return { first, last }
  } catch {
    // Not Linux: the range the Internet standard names.
  }
  return { first: 49_152, last: 65_535 }
}

/** A reserved block, or the number of the first port that is busy. */
async function tryBlock(base: number): Promise<PortBlock | number> {
  const last = base + BLOCK_PORTS - 1
  const reservation = await bind(last)
  if (!reservation) return last
  for (let port = base; port < last; port++) {
    const probe = await bind(port)
    if (!probe) {
      await close(reservation)
      return port
    }
    await close(probe)
  }
  reservation.unref()
  return { base, release: () => close(reservation) }
}

function bind(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    // RocketMQ listens on all interfaces, so a port that is busy on any of them is busy.
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
