import { type ChildProcess, type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** A process that belongs to this one: it ends with it, however this one ends. */
export type OwnedProcess = {
  readonly name: string
  readonly logFile: string
  readonly pid: number
  /** How it ended, or null while it runs. */
  readonly ended: string | null
  /** Resolves when the process is gone. Never rejects. */
  readonly exited: Promise<void>
  kill(signal: NodeJS.Signals): void
  /** Asks with SIGTERM, insists with SIGKILL after the grace period. 0 means SIGKILL at once. */
  stop(graceMs: number): Promise<void>
}

export type PipedProcess = OwnedProcess & { readonly stdin: Writable; readonly stdout: Readable }

export type ProcessInput = {
  name: string
  command: string
  args: readonly string[]
  cwd: string
  env?: Readonly<Record<string, string>>
  /** The file that takes its error output, and its standard output unless that is piped. */
  logFile: string
}

/** Starts a process that the kernel kills when this one dies, SIGKILL included. Output goes to the log file. */
export async function startOwned(input: ProcessInput): Promise<OwnedProcess> {
  const log = openSync(input.logFile, 'a')
  try {
    return own(input, await started(spawnOwned(input, ['ignore', log, log]), input))
  } finally {
    closeSync(log)
  }
}

/** The same with standard input and output as pipes. */
export async function startPiped(input: ProcessInput): Promise<PipedProcess> {
  const log = openSync(input.logFile, 'a')
  try {
    const child = spawnOwned(input, ['pipe', 'pipe', log]) as ChildProcessByStdio<Writable, Readable, null>
    await started(child, input)
    // A write to a process that is just dying fails on the pipe; the exit tells the story.
    child.stdin.on('error', () => {})
    return Object.assign(own(input, child), { stdin: child.stdin, stdout: child.stdout })
  } finally {
    closeSync(log)
  }
}

/** Resident memory of a running process, or null when the system does not say. */
export function residentBytes(pid: number): number | null {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) * 1024 : null
  } catch {
    return null
  }
}

/** The last lines of a log file, for an error message. */
export function lastLines(file: string, count: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}

/** What a process said before its end: its console, or else the last errors in the `*.log` files below the folder. */
export function lastWords(consoleLog: string, logFolder: string): string {
  const said = lastLines(consoleLog, 15)
  if (said) return said
  const errors: string[] = []
  for (const name of existsSync(logFolder) ? readdirSync(logFolder, { recursive: true, encoding: 'utf8' }) : []) {
    if (!name.endsWith('.log')) continue
    const lines = readFileSync(join(logFolder, name), 'utf8').split('\n')
    lines.forEach((line, index) => {
      // The next line names the exception.
      if (line.includes(' ERROR ')) errors.push(`${line}\n${lines[index + 1] ?? ''}`)
    })
  }
  return errors.slice(-3).join('\n') || 'it said nothing'
}

type Stdio = ['ignore' | 'pipe', number | 'pipe', number]

function spawnOwned(input: ProcessInput, stdio: Stdio): ChildProcess {
  requireSetpriv()
  const env: NodeJS.ProcessEnv = { ...process.env, ...input.env }
  // It would overrule the configuration.
  delete env.NAMESRV_ADDR
  // The parent-death signal is set before the owner is checked: an owner that died in between is seen by the check.
  const guard = '[ "$PPID" = "$0" ] || exit 143; exec "$@"'
  const args = ['--pdeathsig', 'KILL', '/bin/sh', '-c', guard, String(process.pid), input.command, ...input.args]
  // A session of its own: Ctrl-C in the terminal reaches the owner only, which then stops things in order.
  return spawn('setpriv', args, { cwd: input.cwd, env, stdio, detached: true })
}

let setprivFound = false
function requireSetpriv(): void {
  if (setprivFound) return
  if (spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status !== 0) {
    throw new Error(
      'setpriv was not found: install util-linux 2.33 or later (Debian: apt-get install util-linux); it ties the cluster to this process.',
    )
  }
  setprivFound = true
}

function started(child: ChildProcess, input: ProcessInput): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child))
    child.once('error', (cause) => reject(new Error(`${input.name} could not be started: ${cause.message}`, { cause })))
  })
}

function own({ name, logFile }: ProcessInput, child: ChildProcess): OwnedProcess {
  const pid = child.pid as number
  let ended: string | null = null
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = signal ? `ended by ${signal}` : `exited with status ${code}`
      resolve()
    })
  })
  const kill = (signal: NodeJS.Signals) => {
    if (ended === null) child.kill(signal)
  }
  return {
    name,
    logFile,
    pid,
    get ended() {
      return ended
    },
    exited,
    kill,
    async stop(graceMs) {
      if (ended !== null) return
      // A stopped (SIGSTOP) process acts on SIGTERM only once it goes on.
      kill(graceMs > 0 ? 'SIGTERM' : 'SIGKILL')
      if (graceMs > 0) kill('SIGCONT')
      const insist = setTimeout(() => kill('SIGKILL'), graceMs)
      await exited
      clearTimeout(insist)
    },
  }
}
