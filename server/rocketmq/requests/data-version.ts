import { z } from 'zod'
import { int64 } from './values.ts'

/**
 * Counts the changes of a table on one broker (DataVersion, all versions; `stateVersion` 5.x).
 * Two equal values mean the same content of the same process.
 */
export const DataVersion = z.object({
  counter: int64,
  timestamp: int64,
  stateVersion: int64.optional(),
})
export type DataVersion = z.output<typeof DataVersion>
