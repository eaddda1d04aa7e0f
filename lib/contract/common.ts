import { z } from 'zod'

/** ISO 8601 UTC, milliseconds. */
export const IsoTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)

/**
 * How complete an answer is. `asked` counts the replicas (or name servers) this answer depends on, not the fleet;
 * `failed` names those that did not answer, why, and when each last did.
 */
export const Completeness = z
  .object({
    asked: z.number().int().nonnegative(),
    answered: z.number().int().nonnegative(),
    failed: z.array(z.object({ target: z.string(), reason: z.string(), lastGoodAt: IsoTime.nullable() })),
  })
  .meta({ id: 'Completeness' })
export type Completeness = z.infer<typeof Completeness>

/** Every answer about a cluster says when it was true and how complete it is. */
export const truth = { asOf: IsoTime.nullable(), completeness: Completeness }

/** Names of the fields of this row that are lower bounds: a part of the sum did not answer. */
export const AtLeast = z.array(z.string())

/** A 15-minute trend for a spark line, oldest first; `null` is a gap, never 0. */
export const Spark = z.array(z.number().nullable())

/** Message count, byte count or other whole number that is never negative; `null` = unknown. */
export const CountOrUnknown = z.number().int().nonnegative().nullable()
/** A rate or ratio, never negative; `null` = unknown. */
export const RateOrUnknown = z.number().nonnegative().nullable()

export const MAX_PAGE_SIZE = 1000

/** A whole number in a query string: given as a number by our own pages, as text by the URL. */
export const queryInt = (min: number, max: number) => z.coerce.number<number | string>().int().min(min).max(max)

/** `search`, `sort` (`name`, `-lagMessages`), `page`, `pageSize`: the same on every list. */
export const listQuery = {
  search: z.string().max(255).optional(),
  sort: z
    .string()
    .regex(/^-?[A-Za-z][A-Za-z0-9]*$/, 'a field name, with a leading - for descending')
    .optional(),
  page: queryInt(1, 1_000_000).default(1),
  pageSize: queryInt(1, MAX_PAGE_SIZE).default(50),
}

export const clusterParams = {
  cluster: z.string().regex(/^[a-z0-9-]{1,40}$/, 'a cluster id: 1 to 40 of a-z, 0-9 and -'),
}

// Names as any broker version stores them: the name rule is looser than for creation, so that what exists can be shown.
export const ResourceName = z.string().min(1).max(1024)

/**
 * One page of a list. `total` counts the rows that match the filters, before paging. `closest`: given where a search
 * found nothing, the name of this list that is nearest to it, or null.
 */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: z.number().int().nonnegative(),
    page: z.number().int().positive(),
    pageSize: z.number().int().positive(),
    closest: z.string().nullable().optional(),
    ...truth,
  })

export const Permission = z.enum(['rw', 'r', 'w', 'none'])
