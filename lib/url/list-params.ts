import { createParser, parseAsInteger, parseAsString } from 'nuqs/server'

/** How a list stands in the URL; the same names as the API's list parameters. */
export interface ListParams {
  search: string
  /** Field name, a leading `-` for descending. */
  sort: string
  /** From 1. */
  page: number
  pageSize: number
}

interface ListParamOptions<Field extends string> {
  /** Fields that the API sorts this list by; anything else in the URL is the default. */
  sortFields: readonly Field[]
  defaultSort: Field | `-${Field}`
  defaultPageSize?: number
}

/**
 * The nuqs parsers of a list, for the page (`createLoader(parsers)`) and the client (`useQueryStates(parsers)`) alike:
 * defaults are left out of the URL, nonsense is the default.
 */
export function listParams<Field extends string>({
  sortFields,
  defaultSort,
  defaultPageSize = 50,
}: ListParamOptions<Field>) {
  return {
    search: parseAsString.withDefault(''),
    sort: parseAsSort(sortFields).withDefault(defaultSort),
    page: parseAsPositive(1_000_000).withDefault(1),
    pageSize: parseAsPositive(1_000).withDefault(defaultPageSize),
  }
}

/** The names in the URL of a table that is not alone on its page: `q-sort`, `q-page-size`. */
export function prefixedKeys(prefix: string): Record<keyof ListParams, string> {
  return { search: `${prefix}-search`, sort: `${prefix}-sort`, page: `${prefix}-page`, pageSize: `${prefix}-page-size` }
}

/** The parsers of such a table under the names that they have in the URL. */
export function prefixedParams<Parsers extends ReturnType<typeof listParams>>(prefix: string, parsers: Parsers) {
  const names = prefixedKeys(prefix)
  return {
    [names.search]: parsers.search,
    [names.sort]: parsers.sort,
    [names.page]: parsers.page,
    [names.pageSize]: parsers.pageSize,
  }
}

/** A sort field of the list, with or without the minus. */
export function parseAsSort(fields: readonly string[]) {
  return createParser<string>({
    parse: (text) => (fields.includes(text.replace(/^-/, '')) ? text : null),
    serialize: (sort) => sort,
  })
}

/** A whole number from 1 to `max`. */
export function parseAsPositive(max: number) {
  return createParser<number>({
    parse: (text) => {
      const value = parseAsInteger.parse(text)
      return value !== null && /^\d+$/.test(text) && value >= 1 && value <= max ? value : null
    },
    serialize: String,
  })
}

/** The API's input for a list in this state; an empty search is left out. */
export function listInput(params: ListParams): { search?: string; sort: string; page: number; pageSize: number } {
  const { search, sort, page, pageSize } = params
  return search === '' ? { sort, page, pageSize } : { search, sort, page, pageSize }
}
