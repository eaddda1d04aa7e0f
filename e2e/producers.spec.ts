import { listProducers, readProducer } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Table } from './pages/table'
import { cluster } from './support/names'

test('applications’ producers are listed, those of clients themselves stand behind a filter with their count', async ({
  page,
  frame,
  api,
}) => {
  const own = await api.read(listProducers, { cluster, kind: 'own', sort: 'name' })
  expect(own.total, 'producers of the traffic').toBeGreaterThan(1)
  expect(own.kinds.internal, 'every client has one of its own').toBeGreaterThan(0)
  await frame.open(pages.producers(cluster))
  await expect.poll(() => frame.count('Producers')).toBe(own.kinds.own)
  const table = new Table(page, 'Producers')
  await expect.poll(() => table.column('Producer group')).toEqual(own.items.map(({ group }) => group))

  const internal = page.getByRole('radio', { name: /^Internal/ })
  await expect(internal).toContainText(String(own.kinds.internal))
  await internal.click()
  await expect(page).toHaveURL(/[?&]kind=internal\b/)
  await expect(table.link('CLIENT_INNER_PRODUCER')).toBeVisible()
})

test('a group opens beside the list with its connections, and by the keyboard', async ({ page, frame, api }) => {
  const { items } = await api.read(listProducers, { cluster, kind: 'own', sort: 'name' })
  const { group } = items[0]!
  await frame.open(pages.producers(cluster))
  await new Table(page, 'Producers').row(group).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(pages.producer(cluster, group))
  const detail = page.getByRole('complementary', { name: `Producer group ${group}` })
  await expect(detail.getByRole('heading', { name: group })).toBeVisible()
  const known = await api.read(readProducer, { cluster, group })
  for (const { clientId, address } of known.items) {
    await expect(detail.getByText(clientId, { exact: true })).toBeVisible()
    await expect(detail.getByText(address, { exact: true })).toBeVisible()
  }
  await page.reload()
  await expect(detail).toBeVisible()
  await detail.getByRole('button', { name: 'Close' }).click()
  await expect(detail).toHaveCount(0)
  await expect(page).toHaveURL(pages.producers(cluster))
})

test('a client is found by its id', async ({ page, frame, api }) => {
  const { items } = await api.read(listProducers, { cluster, kind: 'own', sort: 'name' })
  const { group } = items[0]!
  const [client] = (await api.read(readProducer, { cluster, group })).items
  await frame.open(pages.producers(cluster))
  await frame.search.fill(client!.clientId)
  await expect(page).toHaveURL(/[?&]search=/)
  await expect(new Table(page, 'Producers').link(group)).toBeVisible()
})
