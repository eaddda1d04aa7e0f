import { parseAsString } from 'nuqs/server'

/** `topic`: of the message, to say why nothing was found; `traceTopic`: where to look, the standard one without. */
export const traceParams = { topic: parseAsString, traceTopic: parseAsString }
