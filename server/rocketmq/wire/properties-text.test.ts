import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePropertiesText, parsePropertiesText } from './properties-text.ts'

describe('parsePropertiesText', () => {
  it.each([
    ['', []],
    [
      'brokerName=broker-a\nflushDiskType=ASYNC_FLUSH\n',
      [
        ['brokerName', 'broker-a'],
        ['flushDiskType', 'ASYNC_FLUSH'],
      ],
    ],
    [
      'a=b=c:d e\r\nempty=\r\nlast=x',
      [
        ['a', 'b=c:d e'],
        ['empty', ''],
        ['last', 'x'],
      ],
    ],
    ['a= x \\n \\\\ 主\n', [['a', ' x \\n \\\\ 主']]],
    [
      '\na=1\n\nb=first\n\n  second line\n\n',
      [
        ['a', '1'],
        ['b', 'first\n\n  second line'],
      ],
    ],
    ['no entry yet\n=value\na=1\n', [['a', '1']]],
    [
      '__proto__=1\na=1\na=2\n',
      [
        ['__proto__', '1'],
        ['a', '1'],
        ['a', '2'],
      ],
    ],
  ])('%j', (text, entries) => {
    expect(parsePropertiesText(text)).toEqual(entries)
    expect(parsePropertiesText(Buffer.from(text))).toEqual(entries)
  })
})

describe('encodePropertiesText', () => {
  it('escapes what Properties.load would read otherwise', () => {
    expect(
      encodePropertiesText([
        ['flushDiskType', 'SYNC_FLUSH'],
        ['storePathRootDir', 'C:\\store'],
        ['a b=c:#!', '  two blanks, = and # inside '],
        ['备注', '中\u{1f680}\t\n'],
        ['empty', ''],
      ]),
    ).toBe(
      'flushDiskType=SYNC_FLUSH\n' +
        'storePathRootDir=C:\\\\store\n' +
        'a\\ b\\=c\\:\\#\\!=\\  two blanks, = and # inside \n' +
        '\\u5907\\u6CE8=\\u4E2D\\uD83D\\uDE80\\t\\n\n' +
        'empty=\n',
    )
  })

  it('reads back by the rules of java.util.Properties.load', { timeout: 60_000 }, () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(' ', '\\', '=', ':', '#', '!', '\t', '\n', '\r', '\f', 'a', 'u', '0', 'é', '中'),
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 4 }), (entries) => {
        expect(loadProperties(encodePropertiesText(entries))).toEqual(entries)
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

/** java.util.Properties#load(InputStream), as its documentation describes it. */
function loadProperties(text: string): Array<[string, string]> {
  const unescaped = (s: string) =>
    s.replace(/\\(u[\da-fA-F]{4}|.)/gs, (_, e: string) =>
      e.length === 5
        ? String.fromCharCode(Number.parseInt(e.slice(1), 16))
        : (({ t: '\t', n: '\n', r: '\r', f: '\f' } as Record<string, string>)[e] ?? e),
    )
  const logicalLines: string[] = []
  let open = false
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = natural.replace(/^[ \t\f]+/, '')
    if (!open && (line === '' || /^[#!]/.test(line))) continue
    const continues = (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1
    const part = continues ? line.slice(0, -1) : line
    if (open) logicalLines[logicalLines.length - 1] += part
    else logicalLines.push(part)
    open = continues
  }
  return logicalLines.map((line) => {
    const [, key = '', value = ''] = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/s.exec(line) ?? []
    return [unescaped(key), unescaped(value)]
  })
}
