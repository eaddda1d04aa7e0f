import { readAbout } from '@/lib/contract/clusters'
import { listLicences, readSettings } from '@/lib/contract/settings'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Table } from './pages/table'
import { cluster } from './support/names'

test('appearance is chosen here, kept, and forgotten on request', async ({ page, frame }) => {
  await frame.open(pages.settings(cluster))
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.getByRole('radio', { name: 'Compact' }).click()
  await page.getByRole('radio', { name: '简体中文' }).click()
  await expect(frame.heading).toHaveText('设置')
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expect(page.getByRole('radio', { name: '紧凑' })).toBeChecked()
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(frame.heading).toHaveText('Settings')

  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(page.getByRole('radio', { name: 'As the system' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Normal' })).toBeChecked()
})

test('shows the configuration in effect and who set it, and no secret', async ({ page, frame, api }) => {
  const settings = await api.read(readSettings, {})
  const about = await api.read(readAbout, {})
  await frame.open(pages.settings(cluster))
  const values = new Table(page, 'Configuration in effect')
  const rows = await values.read()
  expect(rows.map((row) => row.Variable)).toEqual(settings.values.map(({ key }) => key))
  expect(rows.find((row) => row.Variable === 'NAMESRV_ADDR')).toMatchObject({ 'Set by': 'flag' })
  expect(settings.values.filter(({ secret, value }) => secret && value !== null)).toEqual([])
  await expect(new Table(page, 'Clusters').link(cluster)).toBeVisible()
  await expect(frame.region('About')).toContainText(about.version)
  await expect(frame.region('About')).toContainText(about.node)
})

test('lists the licence of every package, fonts too, with its words', async ({ page, frame, api }) => {
  const { items } = await api.read(listLicences, {})
  await frame.open(pages.settings(cluster))
  await page.getByRole('link', { name: 'Licences' }).click()
  await expect(page).toHaveURL(/\?tab=licences$/)
  await expect(page.getByRole('main')).toContainText(String(items.length))
  await frame.search.fill('archivo')
  await page.getByRole('button', { name: '@fontsource-variable/archivo' }).click()
  await expect(page.getByRole('dialog')).toContainText('SIL OPEN FONT LICENSE', { ignoreCase: true })
})

test('without a cluster in the address they stand in the frame of all clusters', async ({ page, frame }) => {
  await page.goto(pages.settings(null))
  await expect(frame.heading).toHaveText('Settings')
  await expect(frame.rail.getByRole('link', { name: /^Clusters/ })).toBeVisible()
})
