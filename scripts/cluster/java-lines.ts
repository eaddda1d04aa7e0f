import { createInterface } from 'node:readline'
import { lastLines, type PipedProcess } from './process.ts'

/** A helper JVM that answers line by line: `id status rest` for each `id request`. */
export type LineServer = {
  readonly process: PipedProcess
  /** Resolves with status and the rest of the answering line. Rejects when the JVM ends or the time is over. */
  ask(request: string, timeoutMs: number): Promise<{ status: string; rest: string }>
}

/**
 * Speaks with a helper JVM. Lines that answer nothing go to `onLine`. `logFile` is where its error output goes: its
 * last lines explain an unexpected end.
 */
export function lineServer(input: {
  process: PipedProcess
  logFile: string
  onLine?: (line: string) => void
}): LineServer {
  const { process: jvm, logFile } = input
  const waiting = new Map<string, (answer: { status: string; rest: string }) => void>()
  let nextId = 1
  const lines = createInterface({ input: jvm.stdout })
  lines.on('line', (line) => {
    const [, id = '', status = '', rest = ''] = /^(\d+) (\S+) ?(.*)$/.exec(line) ?? []
    const resolve = waiting.get(id)
    if (resolve) resolve({ status, rest })
    else input.onLine?.(line)
  })
  // The last line can be read after the exit is known, so both are awaited.
  const ended = Promise.all([jvm.exited, new Promise<void>((resolve) => lines.once('close', resolve))])

  return {
    process: jvm,
    async ask(request, timeoutMs) {
      const id = String(nextId++)
      let timeout: NodeJS.Timeout | undefined
      try {
        return await new Promise((resolve, reject) => {
          waiting.set(id, resolve)
          timeout = setTimeout(() => reject(new Error(`${jvm.name} did not answer within ${timeoutMs} ms`)), timeoutMs)
          void ended.then(() => reject(new Error(`${jvm.name} ${jvm.ended}: ${lastLines(logFile, 15)}`)))
          jvm.stdin.write(`${id} ${request}\n`)
        })
      } finally {
        clearTimeout(timeout)
        waiting.delete(id)
      }
    },
  }
}
