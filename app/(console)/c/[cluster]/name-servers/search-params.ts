import { parseAsStringLiteral } from 'nuqs/server'
import { listParams } from '@/lib/url/list-params'

/** The table of configuration keys, sorted in the browser: `?search=port`. */
export const configListParams = listParams({ sortFields: ['key'], defaultSort: 'key', defaultPageSize: 1_000 })

export const configShows = ['all', 'differing'] as const

/** `?show=differing`: only keys whose values differ. */
export const configShowParam = parseAsStringLiteral(configShows).withDefault('all')
