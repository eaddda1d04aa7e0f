import 'server-only'
import { ConfigError } from './config'
import { runtime } from './runtime'

/** Starts collecting with the process, before the first request. A bad configuration ends the process with one sentence. */
export function startServer(): void {
  try {
    runtime()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`Rocketdeck cannot start: ${error.message}`)
    process.exit(2)
  }
}
