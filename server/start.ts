import 'server-only'
import { ConfigError } from './config'
import { startRuntime } from './runtime'

/**
 * Opens the store and starts collecting with the process; the first request waits for it. A bad configuration ends the
 * process with one sentence.
 */
export async function startServer(): Promise<void> {
  try {
    await startRuntime()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`Rocketdeck cannot start: ${error.message}`)
    process.exit(2)
  }
}
