import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { readMessageByOffset } from '@/lib/contract/messages'
import { readTopicQueues } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import type { Api } from './support/api'
import { busyTopic, cluster, failingGroup } from './support/names'

const topic = pages.topic(cluster, busyTopic)
const group = pages.group(cluster, failingGroup)

/** Every page, and every part of one that is drawn only when it is chosen. */
const cases: Record<string, string | ((api: Api) => Promise<string>)> = {
  overview: pages.overview(cluster),
  topics: pages.topics(cluster),
  topic,
  'queues of a topic': `${topic}?tab=queues`,
  'groups of a topic': `${topic}?tab=groups`,
  'producers of a topic': `${topic}?tab=producers`,
  'definition of a topic': `${topic}?tab=config`,
  groups: pages.groups(cluster),
  group,
  'clients of a group': `${group}?tab=clients`,
  'subscriptions of a group': `${group}?tab=subscriptions`,
  'retries of a group': `${group}?tab=retry`,
  'definition of a group': `${group}?tab=config`,
  'looking up a message': pages.messages(cluster),
  'a message in its queue': async (api) => (await aMessage(api)).inItsQueue,
  'a message': async (api) => (await aMessage(api)).byItself,
  brokers: pages.brokers(cluster),
}

for (const [what, address] of Object.entries(cases)) {
  test(`${what}: no serious finding in light and dark, no sideways scrolling`, async ({ page, frame, api }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await frame.open(typeof address === 'string' ? address : await address(api))
    await expect(frame.heading).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(frame.alerts).toHaveCount(0)
    await expectNoSidewaysScroll(page, 1440)
    await expectAccessible(page, 'light')

    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveClass(/dark/)
    await expectAccessible(page, 'dark')

    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page, 390)
  })
}

async function expectAccessible(page: Page, theme: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`))
  expect(serious, `serious findings of axe, ${theme}`).toEqual([])
}

async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `width of the page in ${width} px`)
    .toBeLessThanOrEqual(width)
}

async function aMessage(api: Api): Promise<{ inItsQueue: string; byItself: string }> {
  const { items } = await api.read(readTopicQueues, { cluster, topic: busyTopic })
  const queue = items.find((each) => (each.messagesKept ?? 0) > 0 && !each.stale)
  const place = { broker: queue?.brokerName ?? '', queueId: queue?.queueId ?? 0, offset: (queue?.maxOffset ?? 1) - 1 }
  const { item } = await api.read(readMessageByOffset, { cluster, topic: busyTopic, ...place })
  return {
    inItsQueue: pages.messageAt(cluster, busyTopic, place.broker, place.queueId, place.offset),
    byItself: pages.message(cluster, item.messageId ?? item.offsetMessageId, busyTopic),
  }
}
