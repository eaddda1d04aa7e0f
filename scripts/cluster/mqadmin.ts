import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { javaArguments } from './config.ts'
import type { RocketmqHome } from './maven.ts'
import { lastLines, type PipedProcess, startPiped } from './process.ts'

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
  let server: Server | null = null
  let last: Promise<unknown> = Promise.resolve()
  let stopped = false

  async function call(args: readonly string[], options: MqadminOptions): Promise<string> {
    if (stopped) throw new Error('mqadmin was stopped with its cluster.')
    mkdirSync(scratch, { recursive: true })
    server ??= await startServer(rocketmq, home, scratch, logFile)
    const answer = await server.ask(args, options.timeoutMs ?? TIMEOUT_MS).catch((cause: unknown) => {
      server = null
      throw cause
    })
    if (answer.status === 'exit') server = null
    if (options.allowFailure) return answer.output
    const reason = mqadminFailure(answer.output) ?? (answer.status === 'ok' ? null : 'it did not accept its options')
    if (reason) throw new MqadminFailed(args, reason, answer.output)
    return answer.output
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

type Answer = { status: string; output: string }
type Server = { process: PipedProcess; ask(args: readonly string[], timeoutMs: number): Promise<Answer> }

async function startServer(rocketmq: RocketmqHome, home: string, cwd: string, logFile: string): Promise<Server> {
  const jvm = await startPiped({
    name: 'mqadmin',
    command: rocketmq.java,
    args: [...javaArguments('tool', home, [rocketmq.helpers, join(rocketmq.jars, '*')]), 'MqadminServer'],
    cwd,
    env: { ROCKETMQ_HOME: home },
    logFile,
  })
  let nextId = 1
  const waiting = new Map<string, (answer: Answer) => void>()
  createInterface({ input: jvm.stdout }).on('line', (line) => {
    const [id = '', status = '', output = '-'] = line.split(' ')
    waiting.get(id)?.({ status, output: output === '-' ? '' : Buffer.from(output, 'base64').toString('utf8') })
  })
  return {
    process: jvm,
    async ask(args, timeoutMs) {
      const id = String(nextId++)
      const timer = Promise.withResolvers<'timeout'>()
      const timeout = setTimeout(() => timer.resolve('timeout'), timeoutMs)
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
      try {
        const words = args.map((arg) => (arg === '' ? '-' : Buffer.from(arg, 'utf8').toString('base64')))
        jvm.stdin.write(`${[id, ...words].join(' ')}\n`)
        // An exit can be seen before the last line is read: that line still counts.
        const gone = jvm.exited.then(() => Promise.race([answered, nextTurns(jvm)]))
        const first = await Promise.race([answered, gone, timer.promise])
        if (first === 'timeout') throw new MqadminFailed(args, `no answer within ${timeoutMs} ms`, '')
        if (first === 'gone') {
          throw new MqadminFailed(args, `its JVM ${jvm.ended}`, lastLines(logFile, 20))
        }
        return first
      } catch (error) {
        await jvm.stop(0)
        throw error
      } finally {
        clearTimeout(timeout)
        waiting.delete(id)
      }
    },
  }
}

/** Resolves when the output of an ended process has been read to its end. */
function nextTurns(jvm: PipedProcess): Promise<'gone'> {
  if (jvm.stdout.readableEnded || jvm.stdout.destroyed) return Promise.resolve('gone')
  return new Promise((resolve) => jvm.stdout.once('close', () => resolve('gone')))
}
