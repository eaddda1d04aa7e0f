// fastjson 1 prints an instance it has printed before as a reference (SerializerFeature.DisableCircularReferenceDetect
// is off by default): {"$ref":"$.a.b[0]"} from the root, {"$ref":"@"} itself, {"$ref":".."} the parent. fastjson 2 does not.
import { LenientMap } from './lenient-map.ts'

// A text of references into one large value would otherwise grow with the square of its size for every reader.
const MAX_SHARED_VALUES = 1_000_000

type Holder = { path: string; replace: (value: unknown) => void }

/**
 * Replaces each `{"$ref":"$.a.b[0]"}` by the value at that path (the same instance). A reference stays as it is when
 * its path is of another form, leads nowhere, or leads to a value that holds a reference itself (thus a result is
 * never cyclic), and when more than a million values would be shared in total.
 */
export function resolveReferences(root: unknown): unknown {
  const holders: Holder[] = []
  const withReference = new Set<unknown>()
  collect(root, () => {}, holders, withReference)
  let budget = MAX_SHARED_VALUES
  for (const { path, replace } of holders) {
    const target = follow(root, path)
    if (target === undefined || withReference.has(target)) continue
    budget -= countValues(target, budget)
    if (budget < 0) break
    replace(target)
  }
  return root
}

function collect(
  value: unknown,
  replace: (value: unknown) => void,
  holders: Holder[],
  withReference: Set<unknown>,
): boolean {
  if (typeof value !== 'object' || value === null) return false
  let found = false
  if (value instanceof LenientMap) {
    for (const entry of value.entries) {
      const replaceEntry = (target: unknown) => {
        entry[1] = target
      }
      if (collect(entry[1], replaceEntry, holders, withReference)) found = true
    }
  } else {
    const members = value as Record<string, unknown>
    const keys = Object.keys(members)
    if (keys.length === 1 && keys[0] === '$ref' && typeof members.$ref === 'string') {
      holders.push({ path: members.$ref, replace })
      found = true
    } else {
      for (const key of keys) {
        const replaceMember = (target: unknown) => {
          Object.defineProperty(members, key, { value: target, writable: true, enumerable: true, configurable: true })
        }
        if (collect(members[key], replaceMember, holders, withReference)) found = true
      }
    }
  }
  if (found) withReference.add(value)
  return found
}

/** The value at `$`, `$.name` and `$[0]` steps; undefined for any other path or when nothing is there. */
function follow(root: unknown, path: string): unknown {
  if (!/^\$(?:\.[^.[\]\\]+|\[\d+\])*$/.test(path)) return undefined
  let value = root
  for (const [, name, index] of path.matchAll(/\.([^.[\]\\]+)|\[(\d+)\]/g)) {
    const step = name ?? index
    if (typeof value !== 'object' || value === null || step === undefined || !Object.hasOwn(value, step))
      return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** Values in the tree below and including `value`, counted until `limit` is exceeded. */
function countValues(value: unknown, limit: number): number {
  let count = 0
  const open = [value]
  while (open.length > 0 && count <= limit) {
    count++
    const next = open.pop()
    if (next instanceof LenientMap) for (const entry of next.entries) open.push(entry[0], entry[1])
    else if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) open.push(member)
  }
  return count
}
