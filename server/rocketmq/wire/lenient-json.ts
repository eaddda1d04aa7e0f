// What brokers call JSON: fastjson 1 and 2 output of a body that has a Map with non-string keys (4.4 … 5.5).
//
//   value  = object | array | string | number | "true" | "false" | "null" | "NaN" | ["-"] "Infinity"
//   object = "{" [ pair { "," pair } ] "}"
//   pair   = key ":" value
//   key    = string | number | "true" | "false" | "null" | object      an object key is a Java bean, e.g. MessageQueue
//   array  = "[" [ value { "," value } ] "]"
//   string = '"' … '"'      escapes \" \\ \/ \b \f \n \r \t \uXXXX; a raw control character is accepted
//   number = ["-"] digits [ "." digits ] [ ("e"|"E") ["+"|"-"] digits ]
//
// White space is accepted everywhere between tokens. fastjson prints NaN and the infinities as null; a client that
// prints such a body by hand may print the token, which reads as null too.
import { resolveReferences } from './json-references.ts'
import { LenientMap } from './lenient-map.ts'

export { LenientMap }

/** The text is not the grammar above. `position` counts UTF-16 units from the start of the text. */
export class BadJson extends Error {
  override readonly name = 'BadJson'
  readonly position: number

  constructor(expected: string, text: string, position: number) {
    const found = position < text.length ? JSON.stringify(text.slice(position, position + 12)) : 'the end'
    super(`expected ${expected} at ${position}, found ${found}`)
    this.position = position
  }
}

/**
 * Reads a body or header. A Buffer is taken as UTF-8.
 *
 * - object → plain object with own properties only (a key `__proto__` is one like any other); keys are strings, the
 *   last duplicate wins; an object that has object keys → `LenientMap`
 * - integer outside ±(2^53−1) → bigint; every other number → number
 * - `{"$ref":"$.a.b[0]"}` (fastjson 1, an instance printed before) → the value it points to, see json-references.ts
 *
 * Strict JSON reads exactly as JSON.parse reads it (but for the longs), in about twice its time. A shortcut through
 * JSON.parse does not pay: scanning for long integers and depth first costs the difference (bench/lenient-json.bench.ts).
 * @throws BadJson when the text does not follow the grammar or nests deeper than `maxDepth` (default 100).
 */
export function parseLenientJson(text: string | Uint8Array, limits: { maxDepth?: number } = {}): unknown {
  const source = typeof text === 'string' ? text : bufferOf(text).toString('utf8')
  const value = new Parser(source, limits.maxDepth ?? 100).parse()
  return source.includes('"$ref"') ? resolveReferences(value) : value
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

// BigInt(text) takes quadratic time; a Java long has 19 digits.
const MAX_INTEGER_DIGITS = 1000
// V8 keeps a substring of 13 or more characters as a view that holds the whole text in memory.
const VIEW_LENGTH = 13

class Parser {
  readonly #text: string
  readonly #maxDepth: number
  #at = 0
  #depth = 0

  constructor(text: string, maxDepth: number) {
    this.#text = text
    this.#maxDepth = maxDepth
  }

  parse(): unknown {
    const value = this.#value()
    this.#peek()
    if (this.#at < this.#text.length) throw this.#bad('the end')
    return value
  }

  /** The next character after white space, NaN at the end. */
  #peek(): number {
    let c = this.#text.charCodeAt(this.#at)
    while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = this.#text.charCodeAt(++this.#at)
    return c
  }

  #bad(expected: string, position = this.#at): BadJson {
    return new BadJson(expected, this.#text, position)
  }

  #value(): unknown {
    const c = this.#peek()
    if (c === QUOTE) return this.#string()
    if (c === OPEN_BRACE) return this.#object()
    if (c === OPEN_BRACKET) return this.#array()
    if (c === MINUS || (c >= ZERO && c <= NINE)) return this.#number()
    if (this.#word('true')) return true
    if (this.#word('false')) return false
    if (this.#word('null') || this.#word('NaN') || this.#word('Infinity')) return null
    throw this.#bad('a value')
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #enter(): void {
    if (++this.#depth > this.#maxDepth) throw this.#bad(`nesting of at most ${this.#maxDepth}`)
    this.#at++
  }

  #array(): unknown[] {
    this.#enter()
    const items: unknown[] = []
    if (this.#peek() !== CLOSE_BRACKET) {
      for (;;) {
        items.push(this.#value())
        const c = this.#peek()
        if (c === CLOSE_BRACKET) break
        if (c !== COMMA) throw this.#bad('"," or "]"')
        this.#at++
      }
    }
    this.#at++
    this.#depth--
    return items
  }

  #object(): Record<string, unknown> | LenientMap {
    this.#enter()
    const object: Record<string, unknown> = {}
    let entries: Array<[unknown, unknown]> | undefined
    if (this.#peek() !== CLOSE_BRACE) {
      for (;;) {
        const key = this.#key()
        if (this.#peek() !== COLON) throw this.#bad('":"')
        this.#at++
        const value = this.#value()
        if (typeof key === 'object') entries ??= Object.entries(object)
        if (entries) entries.push([key, value])
        else if (key === '__proto__') defineOwn(object, key, value)
        else object[key as string | number] = value
        const c = this.#peek()
        if (c === CLOSE_BRACE) break
        if (c !== COMMA) throw this.#bad('"," or "}"')
        this.#at++
      }
    }
    this.#at++
    this.#depth--
    return entries ? new LenientMap(entries) : object
  }

  #key(): string | object {
    const c = this.#peek()
    if (c === QUOTE) return this.#string()
    if (c === OPEN_BRACE) return this.#object()
    const start = this.#at
    if (c === MINUS || (c >= ZERO && c <= NINE)) {
      this.#number()
      return this.#text.slice(start, this.#at)
    }
    if (this.#word('true') || this.#word('false') || this.#word('null')) return this.#text.slice(start, this.#at)
    throw this.#bad('a key')
  }

  #number(): number | bigint | null {
    const text = this.#text
    const start = this.#at
    const negative = text.charCodeAt(start) === MINUS
    let at = negative ? start + 1 : start
    const firstDigit = at
    let magnitude = 0
    let c = text.charCodeAt(at)
    while (c >= ZERO && c <= NINE) {
      magnitude = magnitude * 10 + (c - ZERO)
      c = text.charCodeAt(++at)
    }
    this.#at = at
    const digits = at - firstDigit
    if (digits === 0) {
      if (negative && this.#word('Infinity')) return null
      throw this.#bad('a digit')
    }
    if (c === DOT || c === 0x65 || c === 0x45) return this.#fraction(start, c)
    if (digits <= 15) return negative ? -magnitude : magnitude
    if (digits > MAX_INTEGER_DIGITS) throw this.#bad(`at most ${MAX_INTEGER_DIGITS} digits`, start)
    const exact = BigInt(text.slice(start, at))
    const rounded = Number(exact)
    return Number.isSafeInteger(rounded) ? rounded : exact
  }

  #fraction(start: number, next: number): number {
    let c = next
    if (c === DOT) {
      this.#at++
      c = this.#digits()
    }
    if (c === 0x65 || c === 0x45) {
      const sign = this.#text.charCodeAt(++this.#at)
      if (sign === 0x2b || sign === MINUS) this.#at++
      this.#digits()
    }
    return Number(this.#text.slice(start, this.#at))
  }

  /** One or more digits; returns the character after them. */
  #digits(): number {
    const start = this.#at
    let c = this.#text.charCodeAt(start)
    while (c >= ZERO && c <= NINE) c = this.#text.charCodeAt(++this.#at)
    if (this.#at === start) throw this.#bad('a digit')
    return c
  }

  #string(): string {
    const text = this.#text
    const open = this.#at
    let at = open + 1
    let plain = true
    for (let c = text.charCodeAt(at); c !== QUOTE; c = text.charCodeAt(++at)) {
      if (c >= 0x20 && c !== BACKSLASH) continue
      if (at >= text.length) throw this.#bad("'\"'", text.length)
      plain = false
      if (c === BACKSLASH) at++
    }
    this.#at = at + 1
    if (plain && at - open <= VIEW_LENGTH) return text.slice(open + 1, at)
    const token = text.slice(open, at + 1)
    try {
      return JSON.parse(token) as string
    } catch {
      return decodeEscapes(text, open + 1, at)
    }
  }
}

function defineOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** String contents with raw control characters in them, which JSON.parse refuses. */
function decodeEscapes(text: string, start: number, end: number): string {
  const parts: string[] = []
  let from = start
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== BACKSLASH) continue
    parts.push(text.slice(from, at))
    const name = text.charAt(++at)
    const simple = ESCAPES[name]
    if (simple !== undefined) parts.push(simple)
    else {
      const hex = text.slice(at + 1, at + 5)
      if (name !== 'u' || !/^[\da-fA-F]{4}$/.test(hex)) throw new BadJson('an escape', text, at - 1)
      parts.push(String.fromCharCode(Number.parseInt(hex, 16)))
      at += 4
    }
    from = at + 1
  }
  parts.push(text.slice(from, end))
  return parts.join('')
}
