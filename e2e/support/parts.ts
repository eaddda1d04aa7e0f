import { expect, type Page } from '@playwright/test'

/** Opens the page of all parts; its chart is drawn last. */
export async function openParts(page: Page): Promise<void> {
  await page.goto('/parts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.recharts-surface').first()).toBeVisible()
}
