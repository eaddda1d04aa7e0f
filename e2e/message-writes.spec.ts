import { AxeBuilder } from '@axe-core/playwright'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { cluster, oddName } from './support/names'

test.describe('a test message', () => {
  test('is confirmed in a sentence, sent, read back and opened', async ({ page, frame }) => {
    await frame.open(pages.topic(cluster, oddName))
    await page.getByRole('button', { name: 'Send a test message' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Body' }).fill('{"hello":"world"}')
    await dialog.getByRole('textbox', { name: 'Tag' }).fill('paid')
    await dialog.getByRole('button', { name: 'Add a property' }).click()
    await dialog.getByRole('textbox', { name: 'Name of property 1' }).fill('region')
    await dialog.getByRole('textbox', { name: 'Value of property 1' }).fill('eu')
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog).toContainText(`One normal message goes to topic ${oddName}`)
    await expect(dialog.getByRole('button', { name: 'Back' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Send now' }).click()
    await expect(dialog.getByRole('status')).toContainText('Stored. Read back: the same, byte for byte.')
    await dialog.getByRole('link').first().click()
    await expect(page.getByText('"hello"').first()).toBeVisible()
  })

  test('whose field is wrong says so at the field, and nothing is sent', async ({ page, frame }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await frame.open(pages.topic(cluster, oddName))
    await page.getByRole('button', { name: 'Send a test message' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Ordered' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Sharding key' })).toHaveAttribute('aria-invalid', 'true')
    await expect(dialog).toContainText('This is needed')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })
})
