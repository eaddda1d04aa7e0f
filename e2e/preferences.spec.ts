import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Table } from './pages/table'
import { cluster } from './support/names'

const address = `${pages.topics(cluster)}?search=order&sort=name`

test('the language changes without losing the page, and stays', async ({ page, frame }) => {
  await frame.open(address)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const names = await new Table(page, 'Topics').column('Topic')
  expect(names.length).toBeGreaterThan(0)

  await frame.switchTo('简体中文')
  await expect(frame.heading).toHaveText('主题')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('searchbox')).toHaveValue('order')
  await expect.poll(() => new Table(page, '主题').column('主题')).toEqual(names)

  await page.reload()
  await expect(frame.heading).toHaveText('主题')
  await frame.alive()
  await frame.switchTo('English')
  await expect(frame.heading).toHaveText('Topics')
  await expect(page).toHaveURL(address)
})

test('the theme changes without losing the page, and stays', async ({ page, frame }) => {
  await frame.open(address)
  const root = page.locator('html')
  await expect(root).not.toHaveClass(/dark/)
  await frame.chooseTheme('Dark')
  await expect(root).toHaveClass(/dark/)
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('searchbox')).toHaveValue('order')

  await page.reload()
  await expect(root).toHaveClass(/dark/)
  await frame.alive()
  await frame.chooseTheme('As the system')
  await expect(root).not.toHaveClass(/dark/)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(root).toHaveClass(/dark/)
})
