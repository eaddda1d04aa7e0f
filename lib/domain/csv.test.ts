import { expect, test } from 'vitest'
import { csvLine } from './csv'

// Vitest cannot print a BigInt into a title.
test.each([
  [['a', 1, null, true, 9007199254740993n], 'a,1,,true,9007199254740993\r\n'],
  [['=1+1', '+x', '-x', '@x', '\tx', '\rx'], "'=1+1,'+x,'-x,'@x,'\tx,\"'\rx\"\r\n"],
  [['a "b"', 'c,d', 'e\nf', '%DLQ%g'], '"a ""b""","c,d","e\nf",%DLQ%g\r\n'],
  [[-3, ''], '-3,\r\n'],
])('a line of CSV, %#', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})
