import 'server-only'
import { randomInt } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import { uniqueKeyMaker } from '@/server/rocketmq/wire/message-id.ts'

// On globalThis: routes and the background each load their own copy of this module, and ids must not repeat.
const key = Symbol.for('rocketdeck.unique-id-maker')
const shared = globalThis as { [key]?: (now: Date) => string }

/** A unique id for a message of this process, as its producers would make one. `now`: epoch milliseconds. */
export function newUniqueId(now: number): string {
  shared[key] ??= uniqueKeyMaker({ ip: ownAddress(), pid: process.pid, salt: randomInt(2 ** 32) })
  return shared[key](new Date(now))
}

function ownAddress(): string {
  const outward = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  return outward?.address ?? '127.0.0.1'
}
