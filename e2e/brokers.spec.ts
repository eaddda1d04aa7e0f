import { listBrokers, readBroker, readBrokerConfig, readBrokerRuntime } from '@/lib/contract/brokers'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { numberIn, Table } from './pages/table'
import { cluster } from './support/names'

const broker = 'broker-a'
const address = pages.broker(cluster, broker)

test('the list leads to the broker, which names its replicas and counts what the API counts', async ({
  page,
  frame,
  api,
  brokerPage,
}) => {
  await frame.open(pages.brokers(cluster))
  await new Table(page, 'Brokers').link(`${broker} / 0`).click()
  await expect(page).toHaveURL(address)
  await expect(frame.heading).toHaveText(broker)
  const { replicas, topics } = await api.read(readBroker, { cluster, broker })
  for (const replica of replicas) await expect(frame.fact(replica.address)).toBeVisible()
  const { values } = await api.read(readBrokerRuntime, { cluster, broker, brokerId: 0 })
  const { items } = await api.read(readBrokerConfig, { cluster, broker, brokerId: 0 })
  expect(numberIn(await brokerPage.part('Topics').textContent())).toBe(topics.length)
  await expect
    .poll(async () => numberIn(await brokerPage.part('Runtime').textContent()))
    .toBeGreaterThanOrEqual(values.length)
  await expect
    .poll(async () => numberIn(await brokerPage.part('Config').textContent()))
    .toBeGreaterThanOrEqual(items.length)
})

test('the part and the replica stand in the address and survive a reload', async ({ page, frame, brokerPage }) => {
  await frame.open(address)
  await brokerPage.part('Runtime').click()
  await expect(page).toHaveURL(/[?&]tab=runtime\b/)
  await brokerPage.replicas.getByRole('radio', { name: '1 slave' }).click()
  await expect(page).toHaveURL(/[?&]replica=1\b/)
  await expect(brokerPage.runtime.getByRole('columnheader', { name: '1 slave' })).toBeVisible()
  await expect(brokerPage.runtime.getByRole('columnheader', { name: '0 master' })).toHaveCount(0)
  await page.reload()
  await expect(brokerPage.replicas.getByRole('radio', { name: '1 slave' })).toBeChecked()
  await expect(brokerPage.runtime.getByRole('columnheader', { name: '1 slave' })).toBeVisible()
  await brokerPage.part('Config').click()
  await expect(page).toHaveURL(/[?&]replica=1\b/)
})

test('an address with parts that do not exist shows the first part of all replicas', async ({ frame, brokerPage }) => {
  await frame.open(`${address}?tab=no-such-part&replica=77&show=x`)
  await expect(brokerPage.part('Live')).toHaveAttribute('aria-current', 'page')
  await expect(brokerPage.replicas.getByRole('radio', { name: 'Both' })).toBeChecked()
})

test('every runtime value that the replicas sent has its row, under its own name when asked', async ({
  page,
  frame,
  api,
  brokerPage,
}) => {
  await frame.open(`${address}?tab=runtime`)
  await expect(brokerPage.runtime).toBeVisible()
  await page.getByRole('checkbox', { name: 'Keys as sent' }).click()
  const sent = async (brokerId: number) =>
    (await api.read(readBrokerRuntime, { cluster, broker, brokerId })).values.map(({ key }) => key)
  await expect(async () => {
    const keys = [...new Set([...(await sent(0)), ...(await sent(1))])].sort()
    expect((await brokerPage.keys(brokerPage.runtime)).sort()).toEqual(keys)
  }).toPass()
})

test('configuration: what stands out, all of it, and what is searched', async ({ page, frame, api, brokerPage }) => {
  await frame.open(`${address}?tab=config`)
  await expect(brokerPage.row(brokerPage.config, 'brokerRole')).toContainText('by role')
  const both = await Promise.all([0, 1].map((brokerId) => api.read(readBrokerConfig, { cluster, broker, brokerId })))
  const keys = [...new Set(both.flatMap(({ items }) => items.map(({ key }) => key)))].sort()
  await page.getByRole('radio', { name: /^All/ }).last().click()
  await expect(page).toHaveURL(/[?&]show=all\b/)
  expect(await brokerPage.keys(brokerPage.config)).toEqual(keys)
  await brokerPage.configSearch.fill('flushDiskType')
  await expect(page).toHaveURL(/[?&]find=flushDiskType\b/)
  await expect.poll(() => brokerPage.keys(brokerPage.config)).toEqual(['flushDiskType'])
  await brokerPage.configSearch.fill('no-such-key')
  await expect(page.getByRole('heading', { name: 'No entry matches “no-such-key”' })).toBeVisible()
})

test('the topics it holds are those of the API', async ({ frame, api, brokerPage }) => {
  await frame.open(`${address}?tab=topics&t-sort=name`)
  const { topics } = await api.read(readBroker, { cluster, broker })
  await expect.poll(async () => (await brokerPage.topics.column('Topic')).length).toBe(topics.length)
  await frame.search.fill('order')
  const found = topics.filter(({ name }) => name.includes('order')).map(({ name }) => name)
  await expect.poll(async () => (await brokerPage.topics.column('Topic')).sort()).toEqual(found.sort())
})

test('the keyboard is enough: parts, replicas, search', async ({ page, frame, brokerPage }) => {
  await frame.open(address)
  await brokerPage.part('Config').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]tab=config\b/)
  await expect(brokerPage.config).toBeVisible()
  await brokerPage.replicas.getByRole('radio', { name: 'Both' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/[?&]replica=0\b/)
  await expect(brokerPage.config.getByRole('columnheader', { name: '1 slave' })).toHaveCount(0)
  await page.getByRole('radio', { name: /^Differ/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/[?&]show=all\b/)
  await brokerPage.configSearch.focus()
  await page.keyboard.type('brokerName')
  await expect.poll(() => brokerPage.keys(brokerPage.config)).toContain('brokerName')
})

test('no secret of a configuration reaches the page', async ({ page, frame, api }) => {
  const { items } = await api.read(listBrokers, { cluster, pageSize: 1000 })
  for (const { brokerName, brokerId } of items) {
    const config = await api.read(readBrokerConfig, { cluster, broker: brokerName, brokerId })
    for (const item of config.items.filter(({ secret }) => secret)) expect(item.value).toBeNull()
  }
  await frame.open(`${address}?tab=config&show=all`)
  await expect(page.getByText('Values of keys and passwords are never shown.')).toBeVisible()
})

test.describe('an unknown broker', () => {
  test.use({ expectedProblems: [/Failed to load resource: the server responded with a status of 404/] })

  test('what was looked for, and which there are', async ({ frame, api }) => {
    await frame.open(pages.broker(cluster, 'no/such%thing'))
    await expect(frame.heading).toHaveText('no/such%thing')
    const alert = frame.alert('no/such%thing')
    await expect(alert).toContainText('broker-a, broker-b')
    expect(await api.problem(readBroker, { cluster, broker: 'no/such%thing' })).toEqual({
      status: 404,
      code: 'broker-not-found',
    })
  })
})
