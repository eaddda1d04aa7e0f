/** Ranges that end now, in ms; `all`: whatever is kept. */
export const rangeMs = {
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '3d': 259_200_000,
  all: null,
} as const
export type RangeName = keyof typeof rangeMs
export const rangeNames = Object.keys(rangeMs) as RangeName[]

/** A range as the address has it: two moments (ISO) where either is set, else one that ends now. */
export interface TimeRange {
  range: RangeName
  from: string
  to: string
}

/** The range as the API takes it; `nowMs` is when it was asked. */
export function rangeInput({ range, from, to }: TimeRange, nowMs: number): { from?: string; to?: string } {
  if (from !== '' || to !== '') return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
  const ms = rangeMs[range]
  return ms === null ? {} : { from: new Date(nowMs - ms).toISOString() }
}

/** What a `datetime-local` field shows of a moment; empty for none. */
export function fieldOf(iso: string, mode: 'local' | 'utc'): string {
  const ms = Date.parse(iso)
  if (!Number.isFinite(ms)) return ''
  const shifted = mode === 'utc' ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000
  return new Date(shifted).toISOString().slice(0, 19)
}

/** The moment typed into a `datetime-local` field (ISO 8601 UTC); empty for none. */
export function momentOf(field: string, mode: 'local' | 'utc'): string {
  const ms = Date.parse(mode === 'utc' ? `${field}Z` : field)
  return field === '' || !Number.isFinite(ms) ? '' : new Date(ms).toISOString()
}
