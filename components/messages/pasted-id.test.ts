import { describe, expect, test } from 'vitest'
import { readPasted } from './pasted-id'

const unique = '0A0C0829BC2E2A139A551F3E8C216F11'
const offset = '7F0000010000792400000000000227F6'
const ofIpv6 = 'FD0000000000000000000000000000024A994E0E2F2A6A8B06490463'
const sendResult = `SendResult [sendStatus=SEND_OK, msgId=${unique}, offsetMsgId=${offset}, messageQueue=MessageQueue [topic=%RETRY%g, brokerName=broker-a, queueId=0], queueOffset=1]`

describe('readPasted', () => {
  test.each([
    ['a bare id', ` ${unique}\n`, 'unique', unique, null],
    ['an offset message id', offset, 'offset-or-unique', offset, null],
    ['56 digits', ofIpv6, 'unique', ofIpv6, null],
    ['a line of a log', sendResult, 'unique', unique, '%RETRY%g'],
    ['an address', `http://h/c/x/messages/${unique}?topic=%25RETRY%25g`, 'unique', unique, '%RETRY%g'],
    ['words around it', `msgId: ${unique}, topic: orders`, 'unique', unique, 'orders'],
    ['a broken escape', `http://h/${unique}?topic=%zz`, 'unique', unique, '%zz'],
  ])('%s', (_, text, kind, id, topic) => {
    expect(readPasted(text)).toMatchObject({ found: { kind, id }, topic })
  })

  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['one digit short', unique.slice(1)],
    ['part of a longer run', `${unique}${unique}`],
    ['part of a word', `x${unique}`],
  ])('no id in %s', (_, text) => {
    expect(readPasted(text).found.kind).toBeNull()
  })
})
