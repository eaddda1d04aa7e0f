import 'server-only'
import type { Json, JsonObject } from '../store/json.ts'

const MAX_TEXT = 1_000
const MAX_ITEMS = 100
const MAX_DEPTH = 6

/** The same with long texts, lists and objects cut, so that no request makes a row of more than it is worth. Cuts say how much is missing. */
export function shortened(value: JsonObject): JsonObject {
  return cut(value, 0) as JsonObject
}

function cut(value: Json, depth: number): Json {
  if (typeof value === 'string')
    return value.length <= MAX_TEXT ? value : `${value.slice(0, MAX_TEXT)}… (${value.length} characters)`
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '… (too deep)'
  if (isList(value)) {
    const head = value.slice(0, MAX_ITEMS).map((item) => cut(item, depth + 1))
    return value.length <= MAX_ITEMS ? head : [...head, `… (${value.length} in all)`]
  }
  const entries = Object.entries(value)
  const head = entries.slice(0, MAX_ITEMS).map(([name, item]) => [String(cut(name, depth)), cut(item, depth + 1)])
  return Object.fromEntries(
    entries.length <= MAX_ITEMS ? head : [...head, ['…', `${entries.length} in all`]],
  ) as JsonObject
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
