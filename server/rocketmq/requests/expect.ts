import { mapEntries, toInt32, toInt64 } from './values.ts'

/** Content that a hand decoder did not expect; `decodeReply` turns it into `BadReply`. */
export class UnexpectedContent extends Error {
  override readonly name = 'UnexpectedContent'

  constructor(place: string, expected: string) {
    super(`${place}: expected ${expected}`)
  }
}

/** The steps of a hand decoder: they check a value and name its place when it is something else. */
export function expectObject(raw: unknown, place: string): Record<string, unknown> {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Record<string, unknown>
  throw new UnexpectedContent(place, 'an object')
}

export function expectMap(raw: unknown, place: string): ReadonlyArray<readonly [unknown, unknown]> {
  const entries = mapEntries(raw)
  if (entries === null) throw new UnexpectedContent(place, 'a map')
  return entries
}

export function expectText(raw: unknown, place: string): string {
  if (typeof raw === 'string') return raw
  throw new UnexpectedContent(place, 'text')
}

export function expectInt64(raw: unknown, place: string): bigint {
  const value = toInt64(raw)
  if (value === null) throw new UnexpectedContent(place, 'a 64-bit integer')
  return value
}

export function expectInt32(raw: unknown, place: string): number {
  const value = toInt32(raw)
  if (value === null) throw new UnexpectedContent(place, 'a 32-bit integer')
  return value
}

export function expectNumbers(row: Record<string, unknown>, names: readonly string[], place: string): void {
  for (const name of names) {
    if (typeof row[name] !== 'number') throw new UnexpectedContent(`${place}.${name}`, 'a number')
  }
}

export function expectBooleans(row: Record<string, unknown>, names: readonly string[], place: string): void {
  for (const name of names) {
    if (typeof row[name] !== 'boolean') throw new UnexpectedContent(`${place}.${name}`, 'true or false')
  }
}
