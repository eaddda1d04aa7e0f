import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { everyPage, newestMessage } from '../scripts/support/every-page.ts'
import { expect, test } from './fixtures'
import { busyTopic, cluster, failingGroup } from './support/names'

// Four looks of a whole page and fourteen widths each.
test.describe.configure({ timeout: 300_000 })

const widths = [2560, 1920, 1440, 1024, 768, 390, 360]
const languages = ['en', 'zh-CN'] as const

const placeholder = { id: '0', topic: busyTopic, broker: '', queueId: 0, offset: 0 }
const addresses = (message: typeof placeholder) =>
  everyPage({ cluster, topic: busyTopic, group: failingGroup, failingGroup, message })

for (const { name } of addresses(placeholder)) {
  test(`${name}: no serious finding in either theme and language, no sideways scrolling at any width`, async ({
    page,
    frame,
    baseURL,
  }) => {
    const message = await newestMessage(baseURL ?? '', cluster, busyTopic)
    const { address, until } = addresses(message).find((each) => each.name === name)!
    for (const language of languages) {
      await page.context().addCookies([{ name: 'rocketdeck-locale', value: language, url: baseURL ?? '' }])
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1440, height: 900 })
      await frame.open(address)
      await expect(frame.heading).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expect(frame.alerts).toHaveCount(0)
      if (until) await expect(page.locator(until).first()).toBeVisible()
      await expectAccessible(page, `light, ${language}`)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await expectNoSidewaysScroll(page, width)
      }
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect(page.locator('html')).toHaveClass(/dark/)
      // At the width of a phone: other parts are drawn there.
      await expectAccessible(page, `dark, ${language}`)
    }
  })
}

async function expectAccessible(page: Page, look: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`))
  expect(serious, `serious findings of axe, ${look}`).toEqual([])
}

async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `width of the page in ${width} px`)
    .toBeLessThanOrEqual(width)
}
