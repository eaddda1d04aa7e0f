import { AxeBuilder } from '@axe-core/playwright'
import { readGroupClients } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Palette } from './pages/palette'
import { busyTopic, cluster, failingGroup, leftGroup, oddName } from './support/names'
import { newestMessage } from './support/newest-message'

test('finds a topic and a group by name, marks what matched, and opens by keyboard alone', async ({ page, frame }) => {
  const palette = new Palette(page)
  await frame.open(pages.overview(cluster))
  await palette.open()
  await palette.type(busyTopic.slice(0, 5))
  const topic = palette.group('Topics').getByRole('option', { name: busyTopic })
  await expect(topic).toContainText(/\/s in|unknown/)
  await expect(topic.locator('b').first()).toHaveText(busyTopic.slice(0, 5))
  await expect(palette.chosen).toHaveCount(1)

  await palette.type(leftGroup)
  await expect(palette.group('Groups').getByRole('option', { name: leftGroup })).toContainText('lag')
  await expect(palette.chosen).toContainText(leftGroup)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(pages.group(cluster, leftGroup))
  await expect(frame.heading).toHaveText(leftGroup)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Enter right after typing opens what is found, and a name with signs keeps them', async ({ page, frame }) => {
  const palette = new Palette(page)
  await frame.open(pages.overview(cluster))
  await palette.open()
  await page.keyboard.type(oddName)
  await page.keyboard.press('Enter')
  await expect(frame.heading).toHaveText(oddName)
})

test('arrows move, and the last entry comes before the first', async ({ page, frame }) => {
  const palette = new Palette(page)
  await frame.open(pages.overview(cluster))
  await palette.open()
  const options = page.getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Ctrl-Enter opens in a new tab and stays here', async ({ page, frame, context }) => {
  const palette = new Palette(page)
  await frame.open(pages.overview(cluster))
  await palette.open()
  await palette.type(busyTopic)
  await expect(palette.chosen).toContainText(busyTopic)
  const opened = context.waitForEvent('page')
  await page.keyboard.press('Control+Enter')
  const other = await opened
  await other.waitForURL(`**${pages.topic(cluster, busyTopic)}`)
  await other.close()
  await expect(page).toHaveURL(pages.overview(cluster))
})

test('a broker by name, a client by its id', async ({ page, frame, api }) => {
  const palette = new Palette(page)
  const { items } = await api.read(readGroupClients, { cluster, group: failingGroup })
  const clientId = items[0]?.clientId ?? ''
  await frame.open(pages.overview(cluster))
  await palette.open()
  await palette.type('broker-a')
  await expect(palette.group('Brokers').getByRole('option')).toHaveCount(2)
  await palette.type(clientId)
  await expect(palette.group('Clients').getByRole('option').first()).toContainText(clientId)
})

test('a pasted message id is recognised and looked up in the topic at hand', async ({ page, frame, api }) => {
  const palette = new Palette(page)
  const { messageId } = await newestMessage(api)
  await frame.open(pages.topic(cluster, busyTopic))
  await palette.open()
  await palette.type(messageId)
  await expect(palette.group('Looks like a message ID')).toBeVisible()
  await expect(palette.chosen).toContainText(`Look it up in ${busyTopic}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(pages.message(cluster, messageId, busyTopic))
})

test('what was opened before stands first when nothing is typed', async ({ page, frame }) => {
  const palette = new Palette(page)
  await frame.open(pages.topic(cluster, busyTopic))
  await frame.open(pages.overview(cluster))
  await palette.open()
  await expect(palette.group('Recent').getByRole('option').first()).toContainText(busyTopic)
})

test('actions work: theme, rows, time zone, language', async ({ page, frame }) => {
  const palette = new Palette(page)
  await frame.open(pages.topics(cluster))
  await palette.open()
  await palette.type('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveClass(/dark/)
  await palette.open()
  await palette.type('简体')
  await palette.option(/简体中文/).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test.describe('what is not there, and what fails', () => {
  test.use({ expectedProblems: [/search/] })

  test('says that nothing is found, and that the search failed, with a way to try again', async ({ page, frame }) => {
    const palette = new Palette(page)
    await frame.open(pages.overview(cluster))
    await palette.open()
    await palette.type('no-such-name-anywhere')
    await expect(page.getByText('Nothing is called “no-such-name-anywhere”')).toBeVisible()

    await page.route('**/search?**', (route) => route.abort())
    await palette.type('order')
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('The search failed')
    await page.unroute('**/search?**')
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
    await expect(palette.group('Topics').getByRole('option').first()).toBeVisible()
  })
})

test('on a phone a button opens it; its code comes only then', async ({ page, frame }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const searches: string[] = []
  page.on('request', (request) => request.url().includes('/search?') && searches.push(request.url()))
  await frame.open(pages.topics(cluster))
  const scripts = async () =>
    page.evaluate(() => performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js')).length)
  const before = await scripts()
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const palette = new Palette(page)
  await expect(palette.field).toBeFocused()
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(await scripts()).toBeGreaterThan(before)
  expect(searches).toEqual([])
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const { violations } = await new AxeBuilder({ page })
    .include('[role=dialog]')
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual(
    [],
  )
})
