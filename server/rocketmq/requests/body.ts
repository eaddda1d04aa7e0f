import type { z } from 'zod'
import { parseLenientJson } from '../wire/lenient-json.ts'

/** How the bytes of a reply body become a value. `decode` throws when they are not what was promised. */
export type BodyCodec<T> = { decode(bytes: Buffer): T }

/**
 * What brokers call JSON, checked by `schema` (lenient to unknown fields).
 * `decode` is a faster equal of the schema for big tables; a test compares the two.
 * `integerKeys` says that bare numeric keys are usual in this body: they are quoted first, so that `JSON.parse` can take it.
 */
export function json<T>(
  schema: z.ZodType<T, unknown>,
  options: { decode?: (raw: unknown) => T; integerKeys?: boolean } = {},
): BodyCodec<T> & { schema: z.ZodType<T, unknown> } {
  return {
    schema,
    decode(bytes) {
      const raw = options.integerKeys ? parseWithIntegerKeys(bytes) : parseLenientJson(bytes)
      return options.decode === undefined ? schema.parse(raw) : options.decode(raw)
    },
  }
}

export function bytes(): BodyCodec<Buffer> {
  return { decode: (body) => body }
}

/**
 * `{"T@g":{0:123,1:456}}` → strict JSON for the fast path. Where the pattern stands inside a text the result is no JSON
 * at all (a number cannot follow a closing quote), and the bytes are read by the tolerant parser as they came.
 */
function parseWithIntegerKeys(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  try {
    return parseLenientJson(text.replace(/([{,])(-?\d+):/g, '$1"$2":'))
  } catch {
    return parseLenientJson(text)
  }
}
