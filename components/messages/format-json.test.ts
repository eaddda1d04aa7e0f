import { describe, expect, test } from 'vitest'
import { formatJson, jsonLineText } from './format-json'

const shown = (text: string, cut = false) => formatJson(text, { cut })?.map(jsonLineText).join('\n') ?? null

describe('formatJson', () => {
  test('keeps every character of a value', () => {
    const text = '{"id":12345678901234567890,"amount":129.90,"e":1E+400,"id":"a\\u0041 \\" ,{","n":-0.0}'
    expect(shown(text)).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "amount": 129.90,',
        '  "e": 1E+400,',
        '  "id": "a\\u0041 \\" ,{",',
        '  "n": -0.0',
        '}',
      ].join('\n'),
    )
  })

  test('keeps short objects and lists on their line', () => {
    expect(shown('{"payer":{"id":77,"name":"陈一帆"},"items":[{"sku":"A-1","qty":2}],"none":{},"l":[ ]}')).toBe(
      [
        '{',
        '  "payer": { "id": 77, "name": "陈一帆" },',
        '  "items": [{ "sku": "A-1", "qty": 2 }],',
        '  "none": {},',
        '  "l": []',
        '}',
      ].join('\n'),
    )
  })

  test('opens long ones', () => {
    const long = `"${'x'.repeat(70)}"`
    expect(shown(`[[${long},1],{"a":${long}}]`)).toBe(
      ['[', '  [', `    ${long},`, '    1', '  ],', '  {', `    "a": ${long}`, '  }', ']'].join('\n'),
    )
  })

  test.each([
    ['a text', 'hello'],
    ['a number', '42'],
    ['half of it', '{"a":1'],
    ['like JSON at first', '{not json}'],
    ['a log line', '[INFO] started'],
    ['more after it', '{} {}'],
    ['brackets that do not fit', '[{]}'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(formatJson(text)).toBeNull()
  })

  test('shows the beginning of a cut text', () => {
    expect(shown('{"a":[1,2],"b":{"c":"begun', true)).toBe(
      ['{', '  "a": [1, 2],', '  "b": {', '    "c": "begun'].join('\n'),
    )
  })

  test('only a string begins in the middle of a cut text: a log of lines is none', () => {
    expect(formatJson('[INFO] one\n[INFO] two', { cut: true })).toBeNull()
  })

  test('survives a hundred thousand brackets', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(formatJson(text)).toHaveLength(199_971)
  })
})
