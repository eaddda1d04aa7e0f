import 'server-only'

/** What a JSON column holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const parseObject = (text: string): JsonObject => JSON.parse(text) as JsonObject
export const parseObjectOrNull = (text: string | null): JsonObject | null => (text === null ? null : parseObject(text))
