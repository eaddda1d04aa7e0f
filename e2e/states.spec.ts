import { AxeBuilder } from '@axe-core/playwright'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { cluster } from './support/names'
import { openParts } from './support/parts'

for (const locale of ['en', 'zh-CN']) {
  for (const theme of ['light', 'dark'] as const) {
    test(`all parts in ${locale}, ${theme}: no serious finding, no sideways scrolling`, async ({ page, baseURL }) => {
      await page.context().addCookies([{ name: 'rocketdeck-locale', value: locale, url: baseURL ?? '' }])
      await page.emulateMedia({ colorScheme: theme })
      await openParts(page)
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
        )
      expect(serious).toEqual([])
      for (const width of [360, 390, 768, 1024, 1440, 1920, 2560]) {
        await page.setViewportSize({ width, height: 900 })
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `width of the page in ${width} px`)
          .toBeLessThanOrEqual(width)
      }
    })
  }
}

test('every state says what it is', async ({ page }) => {
  await openParts(page)
  const part = (name: string) => page.getByRole('region', { name })
  await expect(part('First load').locator('table')).toContainText('Members')
  await expect(part('Empty')).toContainText('No dead letters')
  await expect(part('No match')).toContainText('setle')
  await expect(part('No match').getByRole('link', { name: 'settlement-service' })).toBeVisible()
  await expect(part('No match').getByRole('button')).toBeVisible()
  await expect(part('Not permitted')).toContainText('operator')

  const banners = part('Partial, stale, limit').getByRole('status')
  await expect(banners.nth(0)).toContainText('7 of 8 brokers answered. broker-b / 0: connect timed out')
  await expect(banners.nth(0).getByRole('button', { name: 'Ask again' })).toBeVisible()
  await expect(banners.nth(1)).toContainText('and 2 more')
  await expect(banners.nth(2)).toContainText('Stale: nothing new for 48 s.')
  await expect(banners.nth(2).getByRole('button', { name: 'Reconnect' })).toBeVisible()
  await expect(banners.nth(3)).toContainText('The console does not answer')
  await expect(banners.nth(4)).toContainText('Stopped at 10,000 results')

  const error = part('Error').getByRole('alert')
  await expect(error).toContainText('SYSTEM_BUSY (2)')
  await expect(error).toContainText('req 01JD6Z8Q4M · 10.12.4.24:10911')
  await expect(error.getByRole('button', { name: 'Try again' })).toBeVisible()

  const meter = part('Truth meter, opened')
  await expect(meter).toContainText('asked every 5 s, 3 s timeout')
  await expect(meter).toContainText('last good')
  await expect(meter).toContainText('never answered')
  await expect(meter).toContainText('7 others')

  const values = part('Values')
  await expect(values.locator('[data-hint*="82,944,118"]')).toContainText('82.9 M')
  await expect(values.getByRole('img', { name: 'at least' }).or(values.getByLabel('at least')).first()).toBeVisible()
  await expect(values.getByText('unknown', { exact: true }).last()).toBeVisible()
  await expect(part('First run')).toContainText('connect timed out')
})

test('a disabled entry of a menu says why; a toast says what came of it', async ({ page }) => {
  await openParts(page)
  await page.getByRole('button', { name: 'Actions' }).click()
  const restore = page.getByRole('menuitem', { name: /Restore offsets/ })
  await expect(restore).toHaveAttribute('aria-disabled', 'true')
  await expect(restore).toContainText('nothing stored for this group yet')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reset done on 8 of 12 queues' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Reset done on 8 of 12 queues' })).toBeVisible()
})

test.describe('a console that stops answering', () => {
  test.use({ expectedProblems: [/api\/v1/] })

  test('a page says that it is stale, from when its values are, and recovers by itself', async ({ page, frame }) => {
    await frame.open(pages.topics(cluster))
    await page.route('**/api/v1/**', (route) => route.abort())
    const stale = page.getByRole('status').filter({ hasText: 'Stale: nothing new for' })
    await expect(stale).toBeVisible({ timeout: 60_000 })
    await expect(stale).toContainText('The console does not answer; values are from')
    await page.unroute('**/api/v1/**')
    await stale.getByRole('button', { name: 'Reconnect' }).click()
    await expect(stale).toHaveCount(0)
  })
})
