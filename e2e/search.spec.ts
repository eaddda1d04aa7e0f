import type { Page } from '@playwright/test'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster } from './support/names'
import { newestMessage } from './support/newest-message'

const refused = /Failed to load resource: the server responded with a status of 4\d\d/
const results = (page: Page, name = 'Messages found') => page.getByRole('table', { name })
const rowsOf = (page: Page, name?: string) => results(page, name).locator('tbody tr')

test.describe('a search by time', () => {
  test('finds what has a tag, newest first, says how much was read, and opens a message beside the list', async ({
    page,
    frame,
  }) => {
    await frame.open(pages.messages(cluster))
    await page.getByRole('tab', { name: 'Time range' }).click()
    await typeTopic(page, busyTopic)
    await page.getByLabel('Tag').fill('shipped')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page).toHaveURL(/by=time.*tag=shipped/)
    await expect(rowsOf(page).first()).toContainText('shipped')
    await expect(page.getByRole('status').filter({ hasText: 'scanned' })).toContainText(/[\d,]+ scanned/)
    await page
      .getByRole('button', { name: 'Stop' })
      .or(page.getByRole('button', { name: 'Search again' }))
      .click()
    const times = await rowsOf(page).evaluateAll((rows) => rows.map((row) => row.children[0]?.textContent ?? ''))
    expect(times).toEqual([...times].sort().reverse())
    await rowsOf(page).first().click()
    const message = page.getByRole('article', { name: 'Message' })
    await expect(message).toContainText('shipped')
    await page.getByRole('button', { name: 'Close message' }).click()
    await expect(message).toHaveCount(0)
  })

  test('by what the body contains: one message, from a link', async ({ page, frame, api }) => {
    const message = await newestMessage(api)
    const from = new Date(Date.parse(message.storedAt ?? '') - 60_000).toISOString()
    const order = message.keys[0] ?? ''
    await frame.open(
      `${pages.messages(cluster)}?by=time&topic=${busyTopic}&from=${from}&where=text&is=${order}&order=oldest`,
    )
    await expect(rowsOf(page).first()).toContainText(order)
  })

  test('nothing found says so, and what may help', async ({ page, frame }) => {
    await frame.open(`${pages.messages(cluster)}?by=time&topic=${busyTopic}&range=5m&tag=no-such-tag`)
    await expect(page.getByRole('heading', { name: 'Nothing found', exact: true })).toBeVisible()
    await expect(page.getByText('All of the range was read')).toBeVisible()
  })

  test.describe('bad input', () => {
    test.use({ expectedProblems: [refused] })
    test('a pattern that is none, and a topic that does not exist', async ({ page, frame }) => {
      await frame.open(
        `${pages.messages(cluster)}?by=time&topic=${busyTopic}&where=pattern&is=${encodeURIComponent('(a')}`,
      )
      await expect(frame.alert('This request is not valid')).toContainText('pattern')
      await frame.open(`${pages.messages(cluster)}?by=time&topic=no-such-topic`)
      await expect(page.getByRole('main')).toContainText('no-such-topic')
      await expect(results(page)).toHaveCount(0)
    })
  })
})

test('by key: all messages with it, from every broker', async ({ page, frame, api }) => {
  const message = await newestMessage(api)
  const key = message.keys[0] ?? ''
  await frame.open(pages.messages(cluster))
  await page.getByRole('tab', { name: 'Key', exact: true }).click()
  await typeTopic(page, busyTopic)
  await page.getByRole('textbox', { name: 'Key' }).fill(key)
  await page.getByRole('button', { name: 'Look up' }).click()
  // The index is some seconds behind what was just sent.
  await expect(async () => {
    await page.reload()
    await expect(rowsOf(page, 'Messages with this key').first()).toContainText(key, { timeout: 5_000 })
  }).toPass()
  await rowsOf(page, 'Messages with this key').first().click()
  await expect(page.getByRole('article', { name: 'Message' })).toContainText(key)
})

test.describe('a message ID without its topic', () => {
  // The answer that names no message yet.
  test.use({ expectedProblems: [refused] })
  test('is looked for in every topic', async ({ page, frame, api }) => {
    const message = await newestMessage(api)
    await expect(async () => {
      await frame.open(pages.message(cluster, message.messageId))
      await expect(page).toHaveURL(pages.message(cluster, message.messageId, busyTopic), { timeout: 10_000 })
    }).toPass()
    await expect(page.getByText(message.offsetMessageId, { exact: true }).first()).toBeVisible()
  })
})

test('live: new messages come, newest on top, until it is paused', async ({ page, frame }) => {
  await frame.open(pages.messages(cluster))
  await page.getByRole('tab', { name: 'Live' }).click()
  await typeTopic(page, busyTopic)
  await page.getByRole('button', { name: 'Follow' }).click()
  const table = 'New messages'
  await expect(rowsOf(page, table).first()).toBeVisible()
  const offsets = () => rowsOf(page, table).allTextContents()
  const before = await offsets()
  await expect.poll(async () => (await offsets())[0]).not.toBe(before[0])
  await page.getByRole('button', { name: 'Pause', exact: true }).last().click()
  await expect(page.getByRole('status').filter({ hasText: 'Paused' })).toBeVisible()
})

async function typeTopic(page: Page, topic: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Topic' }).fill(topic)
  await page.getByRole('combobox', { name: 'Topic' }).press('Escape')
}
