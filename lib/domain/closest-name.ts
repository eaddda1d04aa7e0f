import { naturalCompare } from './natural-sort.ts'

/** Letters of the search that fit one machine word; more would not change which name is meant. */
const WORD = 31
const LONGEST_NAME = 256

/**
 * The name that was most likely meant by a search that found nothing, or null when none is near: at most a third of its
 * letters may be wrong, missing or too many, anywhere in the name, in any case. One pass over the names' letters
 * (Myers' bit-parallel matching, 1999), so that ten thousand names take a few milliseconds.
 */
export function closestName(search: string, names: readonly string[]): string | null {
  const wanted = search.trim().toLowerCase().slice(0, WORD)
  const limit = Math.floor(wanted.length / 3)
  if (limit === 0) return names.find((name) => name.toLowerCase() === wanted) ?? null
  const masks = letterMasks(wanted)
  let best: { name: string; distance: number; surplus: number } | null = null
  for (const name of names) {
    const distance = distanceWithin(masks, wanted.length, name.toLowerCase().slice(0, LONGEST_NAME))
    if (distance > Math.min(limit, best?.distance ?? limit)) continue
    const surplus = Math.abs(name.length - search.trim().length)
    const isBetter =
      best === null ||
      distance < best.distance ||
      surplus < best.surplus ||
      (surplus === best.surplus && naturalCompare(name, best.name) < 0)
    if (isBetter) best = { name, distance, surplus }
  }
  return best?.name ?? null
}

/** For each letter the places at which the search has it, as bits. */
function letterMasks(wanted: string): ReadonlyMap<string, number> {
  const masks = new Map<string, number>()
  for (let at = 0; at < wanted.length; at++) masks.set(wanted[at]!, (masks.get(wanted[at]!) ?? 0) | (1 << at))
  return masks
}

/** The fewest edits that turn the search into some part of the text. */
function distanceWithin(masks: ReadonlyMap<string, number>, length: number, text: string): number {
  const last = 1 << (length - 1)
  let plus = -1
  let minus = 0
  let distance = length
  let best = length
  for (let at = 0; at < text.length; at++) {
    const equal = masks.get(text[at]!) ?? 0
    const vertical = equal | minus
    const horizontal = (((equal & plus) + plus) ^ plus) | equal
    let up = minus | ~(horizontal | plus)
    let down = plus & horizontal
    if (up & last) distance++
    else if (down & last) distance--
    // A match may begin at any letter of the text: nothing is shifted in at the bottom.
    up <<= 1
    down <<= 1
    plus = down | ~(vertical | up)
    minus = up & vertical
    if (distance < best) best = distance
  }
  return best
}
