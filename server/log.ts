import 'server-only'
import { pino } from 'pino'

/** Structured log on standard output. Secrets never reach it: the driver's types do not carry them. */
export const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
