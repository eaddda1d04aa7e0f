import 'server-only'

/**
 * What one source said, and when. The last good value stays beside the error that followed it: *measured value* and
 * *no answer* are different things, and neither is ever 0. Times are epoch milliseconds on the console's clock.
 */
export type Reading<T> = {
  readonly value: T | null
  /** When the value was true: the moment its call was sent. */
  readonly asOf: number | null
  /** Set when the newest attempt failed; cleared by the next good one. */
  readonly error: { readonly reason: string; readonly at: number } | null
}

const nothing: Reading<never> = { value: null, asOf: null, error: null }

export const noReading = <T>(): Reading<T> => nothing

export const good = <T>(value: T, asOf: number): Reading<T> => ({ value, asOf, error: null })

export const failed = <T>(previous: Reading<T>, reason: string, at: number): Reading<T> => ({
  ...previous,
  error: { reason, at },
})
