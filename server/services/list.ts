import 'server-only'
import { closestName } from '@/lib/domain/closest-name.ts'
import { type ListFields, type ListPage, listQuery, UnknownListField } from '@/lib/domain/list-query.ts'
import { ServiceError } from './errors'

type Query = { search?: string | undefined; sort?: string | undefined; page: number; pageSize: number }

/**
 * One page of rows, searched, filtered and ordered; an unknown field is the caller's error and names those there are.
 * A search without a match gets the closest name of the whole list, whatever the other filters are.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  query: Query,
  fields: ListFields<Row>,
  filter: Record<string, readonly string[] | undefined> = {},
): ListPage<Row> & { closest?: string | null } {
  try {
    const page = listQuery(
      rows,
      {
        page: query.page,
        pageSize: query.pageSize,
        ...(query.search === undefined ? {} : { search: query.search }),
        ...(query.sort === undefined ? {} : { sort: query.sort }),
        filter: Object.fromEntries(
          Object.entries(filter).filter((entry): entry is [string, readonly string[]] => entry[1] !== undefined),
        ),
      },
      fields,
    )
    if (page.total > 0 || query.search === undefined || query.search.trim() === '') return page
    return {
      ...page,
      closest: closestName(
        query.search,
        rows.map((row) => fields.search(row)[0] ?? fields.key(row)),
      ),
    }
  } catch (error) {
    if (error instanceof UnknownListField) {
      throw new ServiceError(
        'invalid-input',
        `There is no field "${error.field}" in this list; known: ${error.known.join(', ')}`,
        {
          params: { field: error.field, known: [...error.known] },
          cause: error,
        },
      )
    }
    throw error
  }
}

/** `NORMAL,RETRY` → two values; undefined or empty → undefined (no filter). */
export function commaList(text: string | undefined): string[] | undefined {
  const parts = text
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return parts && parts.length > 0 ? parts : undefined
}
