import { mkdirSync } from 'node:fs'
import { type ConsoleProcess, startConsole } from '../scripts/support/console.ts'
import { freePort } from '../scripts/support/free-port.ts'
import { expect, test } from './fixtures'

let server: ConsoleProcess | null = null

test.afterEach(async () => {
  await server?.stop()
  server = null
})

/** A console of its own, for these name servers. */
async function start(nameServers: readonly string[], logFolder: string): Promise<string> {
  mkdirSync(logFolder, { recursive: true })
  server = await startConsole({ nameServers, port: await freePort(), host: '127.0.0.1', logFolder })
  return server.url
}

test('a console without a cluster explains how to connect one', async ({ page, frame }, testInfo) => {
  await page.goto(await start([], testInfo.outputPath()))
  await expect(frame.heading).toHaveText('Welcome to Rocketdeck')
  await expect(page.getByRole('heading', { name: 'Connect a cluster' })).toBeVisible()
  await expect(page.getByText('npm start -- --namesrv host:9876')).toBeVisible()
  await expect(page.getByText('npm run demo')).toBeVisible()
})

test('a console with wrong addresses names the step that failed', async ({ page }, testInfo) => {
  const silent = `127.0.0.1:${await freePort()}`
  const unnamed = 'no-such-host.invalid:9876'
  const url = await start([silent, unnamed], testInfo.outputPath())
  await expect(async () => {
    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'default cannot be reached' })).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  const step = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  await expect(step(`${silent}: name`)).toContainText('reached')
  await expect(step(`${silent}: connect`)).toContainText('ECONNREFUSED')
  await expect(step(`${silent}: protocol`)).toContainText('not tried')
  await expect(step(`${unnamed}: name`)).toContainText('ENOTFOUND')
  await expect(step(`${unnamed}: connect`)).toContainText('not tried')
})
