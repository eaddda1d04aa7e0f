import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

export type RunResult = { code: number; output: string; durationMs: number }

/**
 * Runs a program of node_modules/.bin (or the PATH) to its end.
 * Its output is gathered, and also shown while it runs when `live` is set.
 * A program that cannot be started counts as exit code 127 with the reason as output.
 */
export function run(
  command: readonly string[],
  options: { env?: Record<string, string>; live?: boolean; cwd?: string } = {},
): Promise<RunResult> {
  const [file = '', ...args] = command
  const startedAt = Date.now()
  const child = spawn(file, args, {
    cwd: options.cwd ?? root,
    // This checkout's own programs first: a `next` of another folder would bring a second React.
    env: {
      ...process.env,
      PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (options.live) process.stdout.write(text)
    })
  }
  return new Promise((resolve) => {
    const finish = (code: number) => {
      running.delete(child)
      resolve({ code, output, durationMs: Date.now() - startedAt })
    }
    child.on('error', (error) => {
      output += `${file} could not be started: ${error.message}\n`
      finish(127)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** On the first signal every program started by `run` is asked to end; then this process ends with code 130. */
export function stopChildrenOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      const ended = [...running].map((child) => new Promise<void>((resolve) => child.once('close', () => resolve())))
      for (const child of running) child.kill('SIGTERM')
      void Promise.all(ended).then(() => process.exit(130))
    })
  }
}

/** `8.4 s` or `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/**
 * Runs one long task and prints one line for it: its name, then the time it took. In a terminal the time counts up;
 * elsewhere a line every 15 s says that it is still going on. `detail` replaces the text in brackets.
 */
export async function withProgress<T>(title: string, task: (detail: (text: string) => void) => Promise<T>): Promise<T> {
  const startedAt = Date.now()
  const isTerminal = process.stdout.isTTY === true
  let detail = ''
  const line = () => `${title}${detail ? ` (${detail})` : ''} … ${formatDuration(Date.now() - startedAt)}`
  const rewrite = (text: string) => process.stdout.write(isTerminal ? `\r\x1b[2K${text}` : `${text}\n`)
  rewrite(line())
  const timer = setInterval(() => rewrite(line()), isTerminal ? 500 : 15_000)
  try {
    const result = await task((text) => {
      detail = text
    })
    rewrite(`✓ ${title} (${formatDuration(Date.now() - startedAt)})${isTerminal ? '\n' : ''}`)
    return result
  } catch (error) {
    rewrite(`✗ ${title} (${formatDuration(Date.now() - startedAt)})${isTerminal ? '\n' : ''}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

const running = new Set<ChildProcess>()
