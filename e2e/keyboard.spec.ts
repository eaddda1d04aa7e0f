import type { Page } from '@playwright/test'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster } from './support/names'

/** Two keys to a page, and what that page is called. */
const ways = [
  { key: 't', path: pages.topics(cluster), heading: 'Topics' },
  { key: 'g', path: pages.groups(cluster), heading: 'Consumer groups' },
  { key: 'm', path: pages.messages(cluster), heading: 'Messages' },
  { key: 'b', path: pages.brokers(cluster), heading: 'Brokers' },
  { key: 'n', path: pages.nameServers(cluster), heading: 'Name servers' },
  { key: 'p', path: pages.producers(cluster), heading: 'Producers' },
  { key: 'o', path: pages.overview(cluster), heading: 'Overview' },
]

test('g and a letter go to a page; the focus is at its heading', async ({ page, frame }) => {
  await frame.open(pages.settings(cluster))
  for (const { key, path, heading } of ways) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page).toHaveURL(path)
    await expect(frame.heading).toHaveText(heading)
    await expect(frame.heading).toBeFocused()
  }
})

test('? opens the key map and Escape closes it; typing in a field is typing', async ({ page, frame }) => {
  await frame.open(pages.topics(cluster))
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: 'Keys' })
  await expect(map.getByRole('heading', { name: 'Everywhere' })).toBeVisible()
  await expect(map.getByText('Name servers')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(map).toHaveCount(0)

  await page.keyboard.press('/')
  await expect(frame.search).toBeFocused()
  await page.keyboard.type('g?t')
  await expect(frame.search).toHaveValue('g?t')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\/topics/)
})

test('the first Tab offers to skip to the content, and what has the focus can be seen', async ({ page, frame }) => {
  await frame.open(pages.topics(cluster))
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    expect(await focusLook(page), `Tab ${i + 1}`).toMatchObject({ seen: true })
  }
})

test('tabs switch in the browser, stand in the address, and go back', async ({ page, frame }) => {
  await frame.open(pages.topic(cluster, busyTopic))
  // Links in sight are fetched ahead; that is no round trip of the switch.
  const documents: string[] = []
  page.on('request', (request) => {
    const headers = request.headers()
    const isAhead = 'next-router-prefetch' in headers || 'next-router-segment-prefetch' in headers
    if ((headers.rsc && !isAhead) || request.isNavigationRequest()) documents.push(request.url())
  })
  const tabs = page.getByRole('navigation', { name: 'Parts of this topic' })
  const queues = tabs.getByRole('link', { name: /^Queues/ })
  await queues.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${pages.topic(cluster, busyTopic)}?tab=queues`)
  await expect(queues).toHaveAttribute('aria-current', 'page')
  expect(documents).toEqual([])
  await page.goBack()
  await expect(page).toHaveURL(pages.topic(cluster, busyTopic))
  await expect(queues).not.toHaveAttribute('aria-current', 'page')
  await page.goto(`${pages.topic(cluster, busyTopic)}?tab=queues`)
  await expect(queues).toHaveAttribute('aria-current', 'page')
})

/** Whether the focused element shows an outline or a ring. */
function focusLook(page: Page) {
  return page.evaluate(() => {
    const chain: Element[] = []
    for (let at = document.activeElement; at && chain.length < 4; at = at.parentElement) chain.push(at)
    const seen = chain.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    return { seen, what: document.activeElement?.outerHTML.slice(0, 120) }
  })
}
