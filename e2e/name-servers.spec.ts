import { listNameServers, readNameServerConfig } from '@/lib/contract/brokers'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Table } from './pages/table'
import { cluster } from './support/names'

test('says first whether their views agree, then what each knows', async ({ page, frame, api }) => {
  const views = await api.read(listNameServers, { cluster })
  await frame.open(pages.nameServers(cluster))
  const [first] = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()
  expect(first).toBe('Do their views agree?')
  const agreement = frame.region('Do their views agree?')
  await expect(agreement).toContainText(views.items.length === 1 ? 'only one' : 'they agree')
  const table = new Table(page, 'Name servers')
  await expect.poll(async () => (await table.read()).length).toBe(views.items.length)
  for (const row of await table.read()) {
    const said = views.items.find(({ address }) => row.Address?.includes(address))
    expect(row.State).toContain('answers')
    expect(row.Version).toBe(said?.version)
    expect(row.Brokers).toBe(String(said?.brokers))
  }
  await expect(frame.entry('Name servers')).toContainText(`${views.items.length}/${views.items.length}`)
})

test('configurations stand side by side and are searched', async ({ page, frame, api }) => {
  const { items } = await api.read(listNameServers, { cluster })
  const config = await api.read(readNameServerConfig, { cluster, address: items[0]!.address })
  await frame.open(pages.nameServers(cluster))
  const table = new Table(page, 'Configuration')
  await expect.poll(async () => (await table.read()).length).toBeGreaterThan(5)
  await frame.search.fill('listenPort')
  await expect(page).toHaveURL(/[?&]search=listenPort\b/)
  await expect.poll(() => table.column('Key')).toEqual(['listenPort'])
  const port = config.items.find(({ key }) => key === 'listenPort')?.value ?? 'no port'
  expect(await table.column(items[0]!.address)).toEqual([port])
})
