import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { measureGrowth, measureJavascript, measureScrolling, measureTabs } from '../bench/pages.ts'
import { startScriptedBroker } from '../bench/scripted-broker.ts'
import { startOwned } from './cluster/process.ts'
import { buildForProduction, isBuildFresh } from './support/build.ts'
import { root } from './support/run.ts'

// What the pages cost a browser: JavaScript per page, 10,000 rows scrolled, a tab left open, ten tabs at once; from a
// scripted broker, so that the browser has the machine. `node scripts/bootstrap.mjs bench-pages [--rows 10000] [--minutes 20]`.

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  const value = at < 0 ? fallback : Number(process.argv[at + 1])
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} takes a number`)
  return value
}
const rows = option('rows', 10_000)
const minutes = option('minutes', 20)
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)

if (!isBuildFresh()) {
  say('building for production')
  await buildForProduction()
}
const PORT = 8096
const url = `http://127.0.0.1:${PORT}`
const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-bench-'))
const broker = await startScriptedBroker(rows)
const server = await startOwned({
  name: 'console',
  command: process.execPath,
  args: [
    path.join(root, 'scripts', 'serve.mjs'),
    ...['--port', String(PORT), '--host', '127.0.0.1', '--auth', 'off', '--namesrv', broker.address],
    ...['--data', path.join(folder, 'rocketdeck-data')],
  ],
  cwd: folder,
  env: { NODE_ENV: 'production' },
  logFile: path.join(folder, 'console.log'),
})
const browser = await chromium.launch({
  executablePath: process.env.ROCKETDECK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
})
try {
  const lines: string[] = []
  const tell = (line: string) => {
    say(line)
    lines.push(line)
  }
  say(`waiting for ${rows} groups`)
  for (let known = 0; known < rows; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    // Not up yet is the ordinary case here.
    known = await fetch(`${url}/api/v1/clusters/default/groups?pageSize=1`)
      .then(async (answer) => ((await answer.json()) as { total?: number }).total ?? 0)
      .catch(() => 0)
  }
  for (const line of await measureJavascript(browser, url)) tell(line)
  for (const line of await measureScrolling(browser, url, rows)) tell(line)
  for (const line of await measureTabs(browser, url, 10)) tell(line)
  if (minutes > 0) for (const line of await measureGrowth(browser, url, minutes, say)) tell(line)
  console.log(`\n${lines.map((line) => `- ${line}`).join('\n')}`)
} finally {
  await browser.close()
  await server.stop(10_000)
  await broker.close()
  rmSync(folder, { recursive: true, force: true })
}
