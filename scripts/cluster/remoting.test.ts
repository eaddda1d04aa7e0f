import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { brokersIn, call } from './remoting.ts'

test('brokers are read from what both versions print', () => {
  // 4.9.7 (fastjson 1) and 5.5.0 (fastjson 2) leave the numeric keys unquoted.
  const old =
    '{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"127.0.0.1:20012",1:"127.0.0.1:20022"},"brokerName":"broker-a","cluster":"DefaultCluster"}},"clusterAddrTable":{"DefaultCluster":["broker-a"]}}'
  expect([...brokersIn(old)]).toEqual([
    ['broker-a/0', '127.0.0.1:20012'],
    ['broker-a/1', '127.0.0.1:20022'],
  ])
  const recent =
    '{"brokerAddrTable":{"broker-b":{"brokerAddrs":{0:"127.0.0.1:20032"},"brokerName":"broker-b","cluster":"DefaultCluster","enableActingMaster":false},"broker-a":{"brokerAddrs":{"0":"127.0.0.1:20012"},"brokerName":"broker-a","cluster":"DefaultCluster"}}}'
  expect([...brokersIn(recent).keys()].sort()).toEqual(['broker-a/0', 'broker-b/0'])
  expect(brokersIn('{"brokerAddrTable":{},"clusterAddrTable":{}}').size).toBe(0)
})

test('a reply that comes in pieces is put together', async () => {
  const address = await serve((socket) => {
    const header = Buffer.from('{"code":0,"flag":1,"opaque":1}')
    const frame = Buffer.alloc(8 + header.length + 2)
    frame.writeInt32BE(frame.length - 4, 0)
    frame.writeInt32BE(header.length, 4)
    header.copy(frame, 8)
    frame.write('ok', 8 + header.length)
    socket.write(frame.subarray(0, 6))
    setImmediate(() => socket.write(frame.subarray(6)))
  })
  await expect(call(address, { code: 106 })).resolves.toEqual({
    code: 0,
    remark: '',
    extFields: {},
    body: Buffer.from('ok'),
  })
})

test('an early end is an error', async () => {
  const address = await serve((socket) => socket.end())
  await expect(call(address, { code: 106 })).rejects.toThrow('closed the connection')
})

function serve(answer: (socket: import('node:net').Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.once('data', () => answer(socket))
  })
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}
