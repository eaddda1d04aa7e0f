import type { z } from 'zod'
import { parseLenientJson } from '../wire/lenient-json.ts'

/** How the bytes of a reply body become a value. `decode` throws when they are not what was promised. */
export type BodyCodec<T> = { decode(bytes: Buffer): T }

/**
 * What brokers call JSON, checked by `schema` (lenient to unknown fields).
 * `decode` is a faster equal of the schema for big tables; a test compares the two.
 */
export function json<T>(
  schema: z.ZodType<T, unknown>,
  options: { decode?: (raw: unknown) => T } = {},
): BodyCodec<T> & { schema: z.ZodType<T, unknown> } {
  return {
    schema,
    decode(bytes) {
      const raw = parseLenientJson(bytes)
      return options.decode === undefined ? schema.parse(raw) : options.decode(raw)
    },
  }
}
