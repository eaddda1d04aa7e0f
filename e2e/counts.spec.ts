import { listBrokers } from '@/lib/contract/brokers'
import { readCluster, readProblems } from '@/lib/contract/clusters'
import { listGroups, readGroupLag } from '@/lib/contract/groups'
import { listTopics, readTopicQueues } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { type RailEntry, railPages } from './pages/frame'
import { numberIn, Table } from './pages/table'
import { busyTopic, cluster, leftGroup } from './support/names'

test('each page opens from the rail, which counts what the API counts', async ({ page, frame, api }) => {
  await frame.open('/')
  await expect(page).toHaveURL(pages.overview(cluster))
  for (const name of ['Topics', 'Groups', 'Messages', 'Brokers', 'Overview'] satisfies RailEntry[]) {
    await frame.go(name)
    await expect(page).toHaveURL(`/c/${cluster}/${railPages[name].path}`)
    await expect(frame.entry(name)).toHaveAttribute('aria-current', 'page')
  }
  const row = await api.read(readCluster, { cluster })
  await expect.poll(() => frame.count('Topics')).toBe(row.topics)
  await expect.poll(() => frame.count('Groups')).toBe(row.groups)
  await expect(frame.entry('Brokers')).toContainText(`/${(row.masters ?? 0) + (row.slaves ?? 0)}`)
})

test('the overview sums up the cluster as the API does', async ({ page, frame, api }) => {
  await frame.open(pages.overview(cluster))
  const row = await api.read(readCluster, { cluster })
  await expect(frame.fact(`${row.topics} topics`)).toBeVisible()
  await expect(frame.fact(`${row.groups} groups`)).toBeVisible()
  await expect(frame.fact(`${row.masters} masters, ${row.slaves} slaves`)).toBeVisible()

  const { lamps } = await api.read(readProblems, { cluster })
  await expect(page.getByRole('list', { name: 'Annunciator' }).getByRole('listitem')).toHaveCount(lamps.length)

  const { items } = await api.read(listBrokers, { cluster, pageSize: 1000 })
  await expect.poll(async () => (await new Table(page, 'Brokers').read()).length).toBe(items.length)
})

test('the topics are those of the API', async ({ page, frame, api }) => {
  await frame.open(`${pages.topics(cluster)}?sort=name`)
  const { items, types, total } = await api.read(listTopics, { cluster, sort: 'name' })
  const table = new Table(page, 'Topics')
  await expect.poll(() => table.column('Topic')).toEqual(items.map((topic) => topic.name))
  expect(await table.column('Type')).toEqual(items.map((topic) => topic.type))
  expect((await table.column('Queues')).map(numberIn)).toEqual(items.map((topic) => topic.readQueues))
  await expect(frame.fact(`${total} topics`)).toBeVisible()
  for (const [segment, type] of Object.entries({ Retry: 'RETRY', DLQ: 'DLQ', System: 'SYSTEM' })) {
    await expect(page.getByRole('radio', { name: new RegExp(`^${segment}`) })).toHaveText(
      `${segment}${types[type] ?? 0}`,
    )
  }
})

test('the groups are those of the API, and a lag that only grows lies between two of its answers', async ({
  page,
  frame,
  api,
}) => {
  const lagOf = async () => {
    const { items } = await api.read(listGroups, { cluster, search: leftGroup })
    return items.find((group) => group.name === leftGroup)?.lagMessages ?? null
  }
  const before = await lagOf()
  expect(before, 'the API knows the lag').not.toBeNull()
  await frame.open(`${pages.groups(cluster)}?sort=name`)
  const { items, total } = await api.read(listGroups, { cluster, sort: 'name' })
  const table = new Table(page, 'Consumer groups')
  await expect.poll(() => table.column('Group')).toEqual(items.map((group) => group.name))
  await expect(frame.fact(`${total} groups`)).toBeVisible()
  // While a broker is silent the page says "at least"; on a busy machine that happens.
  await expect(async () => {
    const lag = (await table.read()).find((row) => row.Group === leftGroup)?.Lag
    expect(lag).not.toContain('at least')
    expect(numberIn(lag)).toBeGreaterThanOrEqual(before ?? Number.NaN)
    expect(numberIn(lag)).toBeLessThanOrEqual((await lagOf()) ?? Number.NaN)
  }).toPass({ timeout: 60_000 })
})

test('the brokers are those of the API, one row each', async ({ page, frame, api }) => {
  await frame.open(pages.brokers(cluster))
  const { items, total } = await api.read(listBrokers, { cluster, pageSize: 1000 })
  const table = new Table(page, 'Brokers')
  await expect.poll(async () => (await table.read()).length).toBe(total)
  for (const broker of items) await expect(table.root.getByText(broker.address, { exact: true })).toBeVisible()
})

test('offsets of a topic lie between two answers of the API', async ({ page, frame, api, topicPage }) => {
  const read = async () => (await api.read(readTopicQueues, { cluster, topic: busyTopic })).items
  const before = await read()
  await frame.open(`${pages.topic(cluster, busyTopic)}?tab=queues`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(busyTopic)
  await expect.poll(async () => (await topicPage.queues.read()).length).toBe(before.length)
  const shown = await topicPage.queues.column('Max offset')
  const after = await read()
  expect(before.length).toBeGreaterThan(0)
  for (const [at, text] of shown.entries()) {
    const where = `max offset of ${before[at]?.brokerName}/${before[at]?.queueId}`
    expect(numberIn(text), where).toBeGreaterThanOrEqual(before[at]?.maxOffset ?? Number.NaN)
    expect(numberIn(text), where).toBeLessThanOrEqual(after[at]?.maxOffset ?? Number.NaN)
  }
})

test('the lag of a group by queue lies between two answers of the API', async ({ frame, api, groupPage }) => {
  const read = async () => (await api.read(readGroupLag, { cluster, group: leftGroup })).items
  const before = await read()
  await frame.open(pages.group(cluster, leftGroup))
  await expect(frame.heading).toHaveText(leftGroup)
  const users = before.filter((queue) => queue.kind === 'user')
  await expect.poll(async () => (await groupPage.queues.read()).length).toBeGreaterThanOrEqual(users.length)
  const shown = await groupPage.queues.read()
  const after = await read()
  for (const queue of users) {
    const isSame = (each: (typeof before)[number]) =>
      each.topic === queue.topic && each.brokerName === queue.brokerName && each.queueId === queue.queueId
    const row = shown.find(
      (each) => each.Broker?.startsWith(queue.brokerName) && numberIn(each.Queue) === queue.queueId,
    )
    const where = `lag of ${queue.brokerName}/${queue.queueId}`
    expect(numberIn(row?.Lag), where).toBeGreaterThanOrEqual(queue.lagMessages ?? Number.NaN)
    expect(numberIn(row?.Lag), where).toBeLessThanOrEqual(after.find(isSame)?.lagMessages ?? Number.NaN)
  }
})
