import 'server-only'
import { randomInt } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import { uniqueKeyMaker } from '@/server/rocketmq/wire/message-id.ts'

const makeUniqueKey = uniqueKeyMaker({ ip: ownAddress(), pid: process.pid, salt: randomInt(2 ** 32) })

/** A unique id for a message that this console sends, of the form of the Java client's. */
export const newUniqueId = (now: number): string => makeUniqueKey(new Date(now))

function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
