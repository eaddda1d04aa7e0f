/**
 * Compares names as people do: runs of digits by value (`broker-2` before `broker-10`), letters without regard to
 * case, and where all that is equal by code unit, so that only equal names compare as 0. Locale-free: the same order
 * on server and browser, and fast enough for 10,000 names (Intl.Collator is not).
 */
export function naturalCompare(a: string, b: string): number {
  if (a === b) return 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(j)
    if (isDigit(x) && isDigit(y)) {
      const startA = skipZeros(a, i)
      const startB = skipZeros(b, j)
      i = skipDigits(a, startA)
      j = skipDigits(b, startB)
      if (i - startA !== j - startB) return i - startA < j - startB ? -1 : 1
      for (let at = 0; at < i - startA; at++) {
        const order = a.charCodeAt(startA + at) - b.charCodeAt(startB + at)
        if (order !== 0) return order < 0 ? -1 : 1
      }
      continue
    }
    const order = lower(x) - lower(y)
    if (order !== 0) return order < 0 ? -1 : 1
    i++
    j++
  }
  const rest = a.length - i - (b.length - j)
  if (rest !== 0) return rest < 0 ? -1 : 1
  return a < b ? -1 : 1
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57
const lower = (unit: number) => (unit >= 65 && unit <= 90 ? unit + 32 : unit)

function skipZeros(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 48) at++
  return at
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}
