/** Which part of a message a search looks at, besides its tag. */
export const filterNames = ['text', 'pattern', 'property', 'key', 'bornHost'] as const

/** What a message must have, as the address has it; empty texts ask for nothing. */
export interface MessageFilters {
  tag: string
  where: (typeof filterNames)[number]
  is: string
}

/** What a search, a tail or a resend lets through, as the API takes it. */
export function filterInput({ tag, where, is }: MessageFilters) {
  return { ...(tag === '' ? {} : { tag }), ...(is === '' ? {} : { [where]: is }) }
}
