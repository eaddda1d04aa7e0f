import type { BrowserContext, Page, Request } from '@playwright/test'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster, leftGroup } from './support/names'

/** The live streams that a browser has open now, and the tab of each. */
function openStreams(context: BrowserContext): Map<Request, Page> {
  const open = new Map<Request, Page>()
  const isStream = (request: Request) => new URL(request.url()).pathname.endsWith('/live')
  context.on('request', (request) => isStream(request) && open.set(request, request.frame().page()))
  context.on('requestfinished', (request) => open.delete(request))
  context.on('requestfailed', (request) => open.delete(request))
  return open
}

/** The time of the newest point of a page's chart, whose table stands beside its drawing. */
async function newestPoint(page: Page): Promise<string> {
  return (
    (await page
      .getByRole('rowheader', { name: /^\d\d:\d\d:\d\d$/ })
      .first()
      .textContent()) ?? ''
  )
}

test('three tabs have one stream; when the tab that has it closes, another goes on', async ({ context, page }) => {
  const streams = openStreams(context)
  const addresses = [pages.overview(cluster), pages.topic(cluster, busyTopic), pages.group(cluster, leftGroup)]
  const tabs = [page, await context.newPage(), await context.newPage()]
  for (const [index, tab] of tabs.entries()) await tab.goto(addresses[index]!)
  // The one stream carries what all three show.
  const carried = () => [...streams.keys()].map((request) => new URL(request.url()).searchParams.get('series') ?? '')
  await expect.poll(() => carried().length).toBe(1)
  await expect.poll(() => carried()[0]).toContain(`topic:${busyTopic}`)
  await expect.poll(() => carried()[0]).toContain(`group:${leftGroup}`)
  expect(carried()).toHaveLength(1)

  const leader = [...streams.values()][0]!
  const followers = tabs.filter((tab) => tab !== leader)
  await leader.close()
  await expect.poll(() => [...streams.values()].filter((tab) => followers.includes(tab)).length).toBe(1)

  // Charts go on in both: their newest point changes.
  for (const tab of followers) {
    await tab.bringToFront()
    await tab.getByRole('button', { name: 'Show as table' }).first().click()
    const before = await newestPoint(tab)
    await expect.poll(() => newestPoint(tab), { timeout: 45_000 }).not.toBe(before)
  }
  for (const tab of followers) if (tab !== page) await tab.close()
})

test('a hidden tab asks for no lists', async ({ page, frame }) => {
  await frame.open(pages.topics(cluster))
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  // What was on its way may still arrive.
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/topics?') && asked.push(request.url()))
  // Two rounds of a live page.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 11_000)))
  expect(asked).toEqual([])
})

test('the truth meter opens: how brokers are asked, and that all answered', async ({ page, frame }) => {
  await frame.open(pages.overview(cluster))
  await page.getByRole('button', { name: /brokers? answered/ }).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('4 of 4 brokers')
  await expect(panel).toContainText('asked every 5 s, 3 s timeout')
  await expect(panel).toContainText(/answered\s*.*ago/)
})

test('live updates pause and go on', async ({ page, frame }) => {
  await frame.open(pages.overview(cluster))
  await page.getByRole('button', { name: 'Pause live updates' }).click()
  await expect(page.getByRole('banner')).toContainText(/Paused at \d\d:\d\d:\d\d/)
  await page.getByRole('button', { name: 'Resume live updates' }).click()
  await expect(page.getByRole('banner')).toContainText('Live, 5 s')
})

test('the rail says the zone and changes it; narrow, it keeps icons and the zone', async ({ page, frame }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await frame.open(pages.topics(cluster))
  const zone = frame.rail.getByRole('button', { name: /Local time|UTC/ })
  await expect(zone).toHaveText(/Local time/)
  await zone.click()
  await expect(zone).toHaveAccessibleName(/^UTC/)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect(zone).toBeVisible()
  await expect(frame.rail.getByText('Topics')).toHaveCSS('position', 'absolute')
  expect((await frame.rail.boundingBox())?.width).toBeLessThan(60)
})

test('on a phone: five tabs at the foot, the rest behind More', async ({ page, frame }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await frame.open(pages.overview(cluster))
  const bar = page.getByRole('navigation', { name: 'Main' }).last()
  await expect(bar.getByRole('link')).toHaveText(['Overview', 'Groups', 'Topics', 'Messages'])
  await bar.getByRole('button', { name: 'More' }).click()
  const sheet = page.getByRole('dialog', { name: 'More' })
  await expect(sheet.getByRole('link', { name: 'Brokers' })).toBeVisible()
  await expect(sheet.getByRole('radio', { name: 'Dark' })).toBeVisible()
  await sheet.getByRole('link', { name: 'Name servers' }).click()
  await expect(page).toHaveURL(pages.nameServers(cluster))
})

test('on paper: no frame, black on white, and of when it is', async ({ page, frame }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await frame.open(pages.topics(cluster))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(frame.rail).toBeHidden()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)')
  await expect(page.getByText(/ · as of \d{4}.+ · Rocketdeck/)).toBeVisible()
  await expect(page.getByRole('columnheader').first()).toContainText('Topic')
})

test('with reduced motion nothing moves', async ({ page, frame }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await frame.open(pages.overview(cluster))
  const times = await page.evaluate(() =>
    ['--t-fast', '--t-base', '--t-tint'].map((name) =>
      getComputedStyle(document.documentElement).getPropertyValue(name),
    ),
  )
  expect(times.map(Number.parseFloat)).toEqual([0, 0, 0])
})
