import 'server-only'

// The store lives in one copy of this module and is used from others (a bundler loads it several times): `instanceof`
// goes by this brand.
const brand = Symbol.for('rocketdeck.store-error')

/**
 * The store did not do what it was asked: the disk is full, the file is damaged or locked, or the store is closed.
 * `retryable`: the same may succeed later without anybody's help.
 */
export class StoreError extends Error {
  readonly [brand] = true
  readonly retryable: boolean

  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.name = 'StoreError'
    this.retryable = options.retryable
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }
}

/** Primary result codes of SQLite (sqlite3.h) that are about the file and not about the statement. */
const aboutTheFile: Readonly<Record<number, { words: string; retryable: boolean }>> = {
  5: { words: 'it is locked by another process', retryable: true },
  6: { words: 'it is locked', retryable: true },
  8: { words: 'it cannot be written', retryable: false },
  10: { words: 'reading or writing it failed', retryable: true },
  11: { words: 'it is damaged', retryable: false },
  13: { words: 'the disk is full', retryable: true },
  14: { words: 'it cannot be opened', retryable: false },
  26: { words: 'it is not a database', retryable: false },
}

/** What is wrong with the database file, as words; null when the error is about something else. `code`: SQLite's. */
export function fileTrouble(error: unknown): { words: string; retryable: boolean; code: number } | null {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return null
  // The lower byte is the primary code of an extended one.
  const code = error.errcode & 0xff
  const known = aboutTheFile[code]
  return known ? { ...known, words: `${known.words} (${error.message})`, code } : null
}
