import { z } from 'zod'
import { int64 } from './values.ts'

/** A Java `long` in a request header. */
export const longInput = z.union([z.int(), z.bigint()])

/** The reply header of the requests that answer one offset. */
export const OffsetHeader = z.object({ offset: int64 })
