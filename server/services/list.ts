import 'server-only'
import { type ListFields, listQuery, UnknownListField } from '@/lib/domain/list-query.ts'
import { ServiceError } from './errors'

type Query = { search?: string | undefined; sort?: string | undefined; page: number; pageSize: number }

/** One page of rows, searched, filtered and ordered; an unknown field is the caller's error and names those there are. */
export function pageOf<Row>(
  rows: readonly Row[],
  query: Query,
  fields: ListFields<Row>,
  filter: Record<string, readonly string[] | undefined> = {},
) {
  try {
    return listQuery(
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
