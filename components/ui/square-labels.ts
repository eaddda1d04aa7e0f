/**
 * One or two letters for each name, so that squares can be told apart: what is left of the names when their common
 * start is gone (`broker-a`, `broker-b` → `a`, `b`); where that is longer, letters in order.
 */
export function squareLabels(names: readonly string[]): string[] {
  if (names.length === 1) return [lastPart(names[0]!)]
  let common = 0
  const first = names[0] ?? ''
  while (common < first.length && names.every((n) => n[common] === first[common])) common++
  const rests = names.map((n) => n.slice(common))
  if (rests.every((r) => r.length >= 1 && r.length <= 2)) return rests
  return names.map((_, index) => (index < 26 ? String.fromCharCode(97 + index) : String(index + 1)))
}

function lastPart(name: string): string {
  const part = name.split(/[-_.]/).at(-1) ?? ''
  return part.length >= 1 && part.length <= 2 ? part : (name[0] ?? '')
}
