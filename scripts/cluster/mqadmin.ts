import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { javaArguments } from './config.ts'
import { type LineServer, lineServer } from './java-lines.ts'
import type { RocketmqHome } from './maven.ts'
import { startPiped } from './process.ts'

export type MqadminOptions = {
  /** Give the output back even when it tells of a failure or is empty. */
  allowFailure?: boolean
  timeoutMs?: number
}

/** RocketMQ's own admin tool, kept warm in one JVM that starts with the first call. Calls run one after the other. */
export type Mqadmin = {
  /** Standard output and error of one command. Throws MqadminFailed unless the command clearly succeeded. */
  run(args: readonly string[], options?: MqadminOptions): Promise<string>
  readonly pid: number | null
  stop(): Promise<void>
}

export class MqadminFailed extends Error {
  readonly args: readonly string[]
  readonly output: string
  constructor(args: readonly string[], reason: string, output: string) {
    super(`mqadmin ${args.join(' ')}: ${reason}${output.trim() ? `\n${output.trim().slice(0, 2_000)}` : ''}`)
    this.name = 'MqadminFailed'
    this.args = args
    this.output = output
  }
}

/**
 * Why an output of mqadmin is a failure, or null. Its exit status is 0 for almost every failure, so the text decides:
 * nothing printed, a refusal (`CODE: 17  DESC: …`), or a stack trace.
 */
export function mqadminFailure(output: string): string | null {
  if (output.trim() === '') return 'it printed nothing'
  const refused = /CODE: -?\d+\s+DESC: [^\n]*/.exec(output)
  if (refused) return `it was refused: ${refused[0].trim()}`
  if (/^\s+at [\w.$/<>]+\([^()\n]*\)\s*$/m.test(output)) return 'it printed a stack trace'
  const missing = /The sub command .* not exist\./.exec(output)
  if (missing) return `there is no such command: ${missing[0]}`
  return null
}

const TIMEOUT_MS = 60_000

export function createMqadmin(input: { rocketmq: RocketmqHome; home: string }): Mqadmin {
  const { rocketmq, home } = input
  // consumerStatus writes files into the current directory.
  const scratch = join(home, 'scratch')
  const logFile = join(home, 'console.log')
  let server: LineServer | null = null
  let last: Promise<unknown> = Promise.resolve()
  let stopped = false

  async function call(args: readonly string[], options: MqadminOptions): Promise<string> {
    if (stopped) throw new Error('mqadmin was stopped with its cluster.')
    mkdirSync(scratch, { recursive: true })
    server ??= await startServer(rocketmq, home, scratch, logFile)
    const asked = server
    const words = args.map((arg) => (arg === '' ? '-' : Buffer.from(arg, 'utf8').toString('base64')))
    let answer: { status: string; rest: string }
    try {
      answer = await asked.ask(words.join(' '), options.timeoutMs ?? TIMEOUT_MS)
    } catch (cause) {
      server = null
      await asked.process.stop(0)
      throw new MqadminFailed(args, cause instanceof Error ? cause.message : String(cause), '')
    }
    // mqadmin ends its JVM after -h and after bad options; the next call gets a new one.
    if (answer.status === 'exit') server = null
    const output = answer.rest === '-' ? '' : Buffer.from(answer.rest, 'base64').toString('utf8')
    if (options.allowFailure) return output
    const reason = mqadminFailure(output) ?? (answer.status === 'ok' ? null : 'it did not accept its options')
    if (reason) throw new MqadminFailed(args, reason, output)
    return output
  }

  return {
    run(args, options = {}) {
      const result = last.then(() => call(args, options))
      last = result.catch(() => {})
      return result
    },
    get pid() {
      return server?.process.pid ?? null
    },
    async stop() {
      stopped = true
      await server?.process.stop(0)
      server = null
    },
  }
}

async function startServer(rocketmq: RocketmqHome, home: string, cwd: string, logFile: string): Promise<LineServer> {
  const process = await startPiped({
    name: 'mqadmin',
    command: rocketmq.java,
    args: [...javaArguments('tool', home, [rocketmq.helpers, join(rocketmq.jars, '*')]), 'MqadminServer'],
    cwd,
    env: { ROCKETMQ_HOME: home },
    logFile,
  })
  return lineServer({ process, logFile })
}
