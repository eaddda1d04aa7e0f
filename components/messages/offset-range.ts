/** Offsets at which a queue has messages: `newest` null = it is empty; null = the broker never said. */
export type OffsetRange = { oldest: number; newest: number | null }

/** From a queue's min and max offset; max is the offset that the next message will get. */
export function offsetRange(
  queue: { minOffset: number | null; maxOffset: number | null } | undefined,
): OffsetRange | null {
  if (!queue || queue.minOffset === null || queue.maxOffset === null) return null
  const { minOffset, maxOffset } = queue
  return { oldest: minOffset, newest: maxOffset > minOffset ? maxOffset - 1 : null }
}
