import { z } from 'zod'
import { LenientMap } from '../wire/lenient-json.ts'

/** A Java `long`: number, bigint or numeric text → bigint. */
export const int64 = z.unknown().transform((raw, context): bigint => {
  const value = toInt64(raw)
  if (value !== null) return value
  context.addIssue({ code: 'custom', message: 'expected a 64-bit integer' })
  return z.NEVER
})

/** A Java `int`: number or numeric text → number. */
export const int32 = z.unknown().transform((raw, context): number => {
  const value = toInt32(raw)
  if (value !== null) return value
  context.addIssue({ code: 'custom', message: 'expected a 32-bit integer' })
  return z.NEVER
})

/** A Java `long` that is an id or a small count: number, as long as it is one exactly. */
export const safeInteger = z.unknown().transform((raw, context): number => {
  const value = toInt64(raw)
  if (value !== null && Number.isSafeInteger(Number(value))) return Number(value)
  context.addIssue({ code: 'custom', message: 'expected an integer' })
  return z.NEVER
})

/** A Java `boolean`, also as the text of a header field. */
export const bool = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

/** A Java `double`. NaN and the infinities are printed as null (fastjson): null here, never 0. */
export const double = z
  .union([z.number(), z.bigint().transform(Number)])
  .nullable()
  .default(null)

/**
 * A Java map as pairs. Its keys may be objects (printed `{{…}:…}`), so it is no record; an empty `{}` cannot be told
 * from an empty object, so either form is taken.
 */
export function mapOf<K, V>(key: z.ZodType<K>, value: z.ZodType<V>): z.ZodType<Array<[K, V]>, unknown> {
  return z.unknown().transform((raw, context): Array<[K, V]> => {
    const entries = mapEntries(raw)
    if (entries === null) {
      context.addIssue({ code: 'custom', message: 'expected a map' })
      return z.NEVER
    }
    const pairs: Array<[K, V]> = []
    for (const [rawKey, rawValue] of entries) {
      const parsedKey = key.safeParse(rawKey)
      const parsedValue = value.safeParse(rawValue)
      if (parsedKey.success && parsedValue.success) pairs.push([parsedKey.data, parsedValue.data])
      else {
        const issues = [...(parsedKey.error?.issues ?? []), ...(parsedValue.error?.issues ?? [])]
        for (const issue of issues) {
          context.addIssue({ code: 'custom', message: issue.message, path: [pathPart(rawKey), ...issue.path] })
        }
        return z.NEVER
      }
    }
    return pairs
  })
}

/** A Java map with text keys as an object without prototype: a topic may be called `__proto__`. */
export function record<V>(value: z.ZodType<V>): z.ZodType<Record<string, V>, unknown> {
  const pairs = mapOf(z.coerce.string() as z.ZodType<string>, value)
  return pairs.transform((entries) => recordFrom(entries))
}

export function recordFrom<V>(entries: Iterable<[string, V]>): Record<string, V> {
  const result: Record<string, V> = Object.create(null)
  for (const [key, value] of entries) result[key] = value
  return result
}

/** The pairs of a decoded map, or null when the value is none. */
export function mapEntries(raw: unknown): ReadonlyArray<readonly [unknown, unknown]> | null {
  if (raw instanceof LenientMap) return raw.entries
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return Object.entries(raw)
  return null
}

export function toInt64(raw: unknown): bigint | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? BigInt(raw) : null
  if (typeof raw === 'bigint') return raw
  if (typeof raw === 'string' && /^-?\d{1,20}$/.test(raw)) return BigInt(raw)
  return null
}

export function toInt32(raw: unknown): number | null {
  if (typeof raw === 'number' && (raw | 0) === raw) return raw
  // The most frequent value of all: a queue id as the key of a committed offset.
  if (typeof raw === 'string' && raw.length === 1 && raw >= '0' && raw <= '9') return raw.charCodeAt(0) - 48
  const value = typeof raw === 'string' && /^-?\d{1,10}$/.test(raw) ? Number(raw) : raw
  return typeof value === 'number' && (value | 0) === value ? value : null
}

function pathPart(key: unknown): string | number {
  return typeof key === 'string' || typeof key === 'number' ? key : '{…}'
}
