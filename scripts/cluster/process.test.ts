import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lastLines, startOwned, startPiped } from './process.ts'

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'owned-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a process that ends says how; its output is in the log', async () => {
  const cwd = scratch()
  const logFile = join(cwd, 'log')
  const child = await startOwned({
    name: 'x',
    command: 'sh',
    args: ['-c', 'echo one; echo two >&2; exit 7'],
    cwd,
    logFile,
  })
  await child.exited
  expect(child.ended).toBe('exited with status 7')
  expect(readFileSync(logFile, 'utf8')).toBe('one\ntwo\n')
  expect(lastLines(logFile, 1)).toBe('two')
})

test('one that ignores SIGTERM is killed after its grace, also while it is stopped', async () => {
  const cwd = scratch()
  const child = await startPiped({
    name: 'stubborn',
    command: 'sh',
    args: ['-c', "trap '' TERM; echo up; while :; do sleep 60; done"],
    cwd,
    logFile: join(cwd, 'log'),
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGSTOP')
  await child.stop(1)
  expect(child.ended).toBe('ended by SIGKILL')
  await child.stop(1)
})

test('the environment does not name other name servers', async () => {
  process.env.NAMESRV_ADDR = 'elsewhere:9876'
  onTestFinished(() => {
    delete process.env.NAMESRV_ADDR
  })
  const cwd = scratch()
  const logFile = join(cwd, 'log')
  const child = await startOwned({
    name: 'x',
    command: 'sh',
    args: ['-c', 'echo "$NAMESRV_ADDR|$ROCKETMQ_HOME"'],
    cwd,
    env: { ROCKETMQ_HOME: cwd },
    logFile,
  })
  await child.exited
  expect(readFileSync(logFile, 'utf8')).toBe(`|${cwd}\n`)
})
