import { listTopics } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Palette } from './pages/palette'
import { numberIn, Table } from './pages/table'
import { cluster } from './support/names'

test('search, sort and page stand in the address and survive a reload', async ({ page, frame, api }) => {
  await frame.open(`${pages.topics(cluster)}?type=all&pageSize=25`)
  const table = new Table(page, 'Topics')
  await table.sortBy('Topic')
  await expect(page).toHaveURL(/[?&]sort=name\b/)
  const first = await api.read(listTopics, { cluster, type: 'all', sort: 'name', pageSize: 25 })
  expect(first.total, 'enough topics for two pages').toBeGreaterThan(25)
  await expect.poll(() => table.column('Topic')).toEqual(first.items.map((topic) => topic.name))

  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/[?&]page=2\b/)
  const second = await api.read(listTopics, { cluster, type: 'all', sort: 'name', pageSize: 25, page: 2 })
  const names = second.items.map((topic) => topic.name)
  await expect.poll(() => table.column('Topic')).toEqual(names)
  await page.reload()
  await expect.poll(() => table.column('Topic')).toEqual(names)
  await frame.alive()

  await frame.search.fill('%RETRY%')
  await expect(page).toHaveURL(/[?&]search=%25RETRY%25/)
  await expect(page).not.toHaveURL(/[?&]page=/)
  const found = await api.read(listTopics, { cluster, type: 'all', sort: 'name', search: '%RETRY%', pageSize: 25 })
  await expect.poll(() => table.column('Topic')).toEqual(found.items.map((topic) => topic.name))
  await page.reload()
  await expect(frame.search).toHaveValue('%RETRY%')
  await expect.poll(() => table.column('Topic')).toEqual(found.items.map((topic) => topic.name))
})

test('a search without a match says so and is cleared by one click', async ({ page, frame }) => {
  await frame.open(pages.groups(cluster))
  await frame.search.fill('no-such-group')
  await expect(page.getByRole('heading', { name: 'No group matches “no-such-group”' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(frame.search).toHaveValue('')
  await expect(page).toHaveURL(pages.groups(cluster))
  await expect.poll(async () => (await new Table(page, 'Consumer groups').read()).length).toBeGreaterThan(0)
})

test('a numeric column sorts both ways, as the API sorts', async ({ page, frame }) => {
  await frame.open(pages.topics(cluster))
  const table = new Table(page, 'Topics')
  const queues = async () => (await table.column('Queues')).map((text) => numberIn(text) ?? -1)
  await table.sortBy('Queues')
  await expect(page).toHaveURL(/[?&]sort=-readQueues\b/)
  await expect.poll(async () => isSorted(await queues(), -1)).toBe(true)
  await table.sortBy('Queues')
  await expect(page).toHaveURL(/[?&]sort=readQueues\b/)
  await expect.poll(async () => isSorted(await queues(), 1)).toBe(true)
})

test('the keyboard is enough: / to search, arrows and Enter to open', async ({ page, frame }) => {
  await frame.open(`${pages.topics(cluster)}?sort=name`)
  await page.keyboard.press('/')
  await expect(frame.search).toBeFocused()
  await page.keyboard.type('order')
  await expect(page).toHaveURL(/[?&]search=order\b/)
  const table = new Table(page, 'Topics')
  await expect.poll(async () => (await table.column('Topic')).every((name) => name.includes('order'))).toBe(true)
  const names = await table.column('Topic')
  expect(names.length).toBeGreaterThan(1)

  await table.row(names[0] ?? '').focus()
  await page.keyboard.press('ArrowDown')
  await expect(table.row(names[1] ?? '')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(frame.heading).toHaveText(names[1] ?? '')
})

test('Ctrl-K goes to a page by its name', async ({ page, frame }) => {
  await frame.open(pages.overview(cluster))
  const palette = new Palette(page)
  await palette.open()
  await palette.type('name serv')
  await expect(palette.chosen).toContainText('Name servers')
  await page.keyboard.press('Enter')
  await expect(frame.heading).toHaveText('Name servers')
})

function isSorted(values: readonly number[], direction: 1 | -1): boolean {
  return values.length > 1 && values.every((value, at) => at === 0 || (value - (values[at - 1] ?? 0)) * direction >= 0)
}
