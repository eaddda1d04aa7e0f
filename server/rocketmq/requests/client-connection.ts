import { z } from 'zod'

/** One client of a group (Connection). `version` is an MQVersion ordinal; `language` a LanguageCode name. */
export const ClientConnection = z.object({
  clientId: z.string(),
  clientAddr: z.string(),
  /** Null for a language that the broker does not know. */
  language: z.string().nullable().default(null),
  version: z.number(),
})
export type ClientConnection = z.output<typeof ClientConnection>
