import { readGroup } from '@/lib/contract/groups'
import { readTopic } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { cluster } from './support/names'

test.use({ expectedProblems: [/Failed to load resource: the server responded with a status of 404/] })

const name = 'no/such%thing'

test('an unknown topic: what was looked for, and where', async ({ frame, api }) => {
  await frame.open(pages.topic(cluster, name))
  await expect(frame.heading).toHaveText(name)
  const alert = frame.alert('There is no such topic')
  await expect(alert).toContainText(name)
  await expect(alert).toContainText('broker-a, broker-b')
  expect(await api.problem(readTopic, { cluster, topic: name })).toEqual({ status: 404, code: 'topic-not-found' })
})

test('an unknown group: what was looked for, and where', async ({ frame, api }) => {
  await frame.open(pages.group(cluster, name))
  const alert = frame.alert('There is no such consumer group')
  await expect(alert).toContainText(name)
  await expect(alert).toContainText('broker-a, broker-b')
  expect(await api.problem(readGroup, { cluster, group: name })).toEqual({ status: 404, code: 'group-not-found' })
})

test('an address that names no page leads back to the start', async ({ page, frame }) => {
  await page.goto('/c/no-such-cluster/overview')
  await expect(page.getByRole('heading', { name: 'There is no such cluster' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the start page' }).click()
  await expect(frame.heading).toHaveText('Overview')
})
