/** A value of a series at a moment; null = gap: nothing was measured. */
export type Sample = { atMs: number; value: number | null }
