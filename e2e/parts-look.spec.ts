import { expect, test } from './fixtures'
import { openParts } from './support/parts'

/** The moment of the scene of `/parts`. */
const SCENE_TIME = Date.UTC(2026, 2, 4, 10, 7, 42)

/** Another version draws letters a little differently: its pictures are taken anew. */
const PICTURES_OF = '156'

// Not in Chinese: its glyphs come from the machine's own fonts, all others from the console.
const looks = [
  { name: 'light-1440', width: 1440, theme: 'light' },
  { name: 'dark-1440', width: 1440, theme: 'dark' },
  { name: 'light-390', width: 390, theme: 'light' },
] as const

for (const { name, width, theme } of looks) {
  test(`every part looks as it did (${name})`, async ({ browser, page }) => {
    const chromium = browser.version().split('.')[0]
    test.skip(chromium !== PICTURES_OF, `the pictures are of Chromium ${PICTURES_OF}, this is ${chromium}`)
    await page.clock.setFixedTime(SCENE_TIME)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 1000 })
    await openParts(page)
    await page.evaluate(() => document.fonts.ready)
    const parts = page.locator('main section[id]')
    const ids = await parts.evaluateAll((all) => all.map((part) => part.id))
    expect(ids).toContain('first-load')
    for (const [index, id] of ids.entries()) {
      // A new look that is meant is accepted as docs/development.md says.
      await expect.soft(parts.nth(index), id).toHaveScreenshot(`${id}-${name}.png`, { maxDiffPixels: 80 })
    }
  })
}
