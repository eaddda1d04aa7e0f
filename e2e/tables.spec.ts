import { readFile } from 'node:fs/promises'
import { listGroups } from '@/lib/contract/groups'
import { listTopics } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Table } from './pages/table'
import { cluster, leftGroup } from './support/names'

const heads = (table: Table) => table.root.getByRole('columnheader').allInnerTexts()

test('the chosen columns and their order are remembered, and reset, by keyboard alone', async ({ page, frame }) => {
  await frame.open(pages.groups(cluster))
  const table = new Table(page, 'Consumer groups')
  const delivered = await heads(table)
  await page.getByRole('button', { name: /^Columns/ }).focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('dialog', { name: 'Columns' })
  await expect(menu.getByText('pinned')).toBeVisible()
  await menu.getByRole('checkbox', { name: 'Model' }).press('Space')
  await menu.getByRole('button', { name: 'Move Members' }).press('ArrowUp')
  await expect(menu.getByText(/^Members: place 2 of/)).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()

  const chosen = await heads(table)
  expect(chosen).not.toContain('Model')
  expect(chosen.slice(0, 3)).toEqual(['Group', 'Members', 'State'])
  await page.reload()
  await frame.alive()
  await expect.poll(() => heads(table)).toEqual(chosen)

  await page.getByRole('button', { name: /^Columns/ }).press('Enter')
  await menu.getByRole('button', { name: 'Reset' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(() => heads(table)).toEqual(delivered)
})

test('rows are as high as was chosen, in every table', async ({ page, frame }) => {
  await frame.open(pages.groups(cluster))
  const rowHeight = async (name: string) =>
    (await new Table(page, name).root.locator('tbody tr[data-line]').first().boundingBox())?.height
  await expect.poll(() => rowHeight('Consumer groups')).toBe(36)
  await page.getByRole('button', { name: /^Columns/ }).click()
  await page.getByRole('radio', { name: 'Compact' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => rowHeight('Consumer groups')).toBe(28)
  await frame.go('Topics')
  await expect.poll(() => rowHeight('Topics')).toBe(28)
})

test('the CSV has every row that matches, over all pages, as text that no spreadsheet runs', async ({
  page,
  frame,
  api,
}) => {
  const answer = await api.read(listTopics, { cluster, type: 'all', pageSize: 1000 })
  await frame.open(`${pages.topics(cluster)}?type=all&pageSize=25`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('topics.csv')
  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const lines = text.slice(1).trimEnd().split('\r\n')
  const names = lines.slice(1).map((line) => line.split(',')[0]?.replaceAll('"', ''))
  expect(new Set(names)).toEqual(new Set(answer.items.map((topic) => topic.name)))
  for (const line of lines) expect(line, 'a cell that a spreadsheet would run').not.toMatch(/(^|,)"?[=+@]/)
})

test('a search without a match names what was probably meant, and leads there', async ({ page, frame }) => {
  await frame.open(pages.groups(cluster))
  await page.keyboard.press('/')
  await page.keyboard.type(leftGroup.replace('archive', 'arhcive'))
  await expect(page.getByRole('heading', { name: /^No group matches/ })).toBeVisible()
  await page.getByRole('link', { name: leftGroup }).press('Enter')
  await expect(frame.heading).toHaveText(leftGroup)
})

test('Escape clears the search, then leaves it', async ({ page, frame }) => {
  await frame.open(`${pages.groups(cluster)}?search=audit`)
  await frame.search.focus()
  await page.keyboard.press('Escape')
  await expect(frame.search).toHaveValue('')
  await expect(page).toHaveURL(pages.groups(cluster))
  await page.keyboard.press('Escape')
  await expect(frame.search).not.toBeFocused()
})

test('heads sort by keyboard and say how', async ({ page, frame }) => {
  await frame.open(pages.groups(cluster))
  const table = new Table(page, 'Consumer groups')
  await table.head('Lag time').getByRole('button').press('Enter')
  await expect(table.head('Lag time')).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/[?&]sort=-lagMs\b/)
  await table.head('Lag time').getByRole('button').press('Space')
  await expect(table.head('Lag time')).toHaveAttribute('aria-sort', 'ascending')
})

test('a list is scrolled through instead of paged, and remembers that', async ({ page, frame, api }) => {
  const all = await api.read(listTopics, { cluster, type: 'all', sort: 'name', pageSize: 1000 })
  await frame.open(`${pages.topics(cluster)}?type=all&sort=name&pageSize=25`)
  const table = new Table(page, 'Topics')
  await expect(page.getByRole('button', { name: 'Next page' })).toBeVisible()
  await page.getByRole('button', { name: /^Columns/ }).click()
  await page.getByRole('radio', { name: 'Scroll', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Next page' })).toBeHidden()
  await page.reload()
  await frame.alive()

  // The last row is on another page of the API; End goes there, whatever has come until then.
  await table.row(all.items[0]?.name ?? '').focus()
  await page.keyboard.press('End')
  await expect(table.link(all.items.at(-1)?.name ?? '')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(table.row(all.items[0]?.name ?? '')).toBeFocused()
  expect(await table.root.locator('tbody tr[data-wait]').count()).toBe(0)
})

test('Home, End and pages move the focus, Enter opens', async ({ page, frame, api }) => {
  const list = await api.read(listGroups, { cluster, sort: 'name', pageSize: 50 })
  await frame.open(`${pages.groups(cluster)}?sort=name`)
  const table = new Table(page, 'Consumer groups')
  const names = list.items.map((group) => group.name)
  await table.row(names[0] ?? '').focus()
  await page.keyboard.press('End')
  await expect(table.row(names.at(-1) ?? '')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(table.row(names[0] ?? '')).toBeFocused()
  await page.keyboard.press('PageDown')
  await expect(table.row(names[Math.min(10, names.length - 1)] ?? '')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(frame.heading).toHaveText(names[Math.min(10, names.length - 1)] ?? '')
})

for (const width of [360, 768, 1440])
  test(`the server's page is as wide as the screen before any script, at ${width} px`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } })
    const page = await context.newPage()
    for (const path of [pages.groups(cluster), pages.topics(cluster), pages.brokers(cluster)]) {
      await page.goto(`${baseURL}${path}`)
      await expect(page.getByRole('table').first()).toBeVisible()
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(over, `${path} overflows`).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
