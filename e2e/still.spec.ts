import type { Response } from '@playwright/test'
import { everyPage, newestMessage } from '../scripts/support/every-page.ts'
import { expect, test } from './fixtures'
import { busyTopic, cluster, failingGroup } from './support/names'

/**
 * Pages whose values come anew every few seconds. The long lists by name: sorted by a value that moves, rows change
 * places because the reader asked for it.
 */
const livePages = [
  { name: 'overview', query: '' },
  { name: 'topics', query: '?sort=name' },
  { name: 'topic', query: '' },
  { name: 'groups', query: '?sort=name' },
  { name: 'group', query: '' },
  { name: 'brokers', query: '' },
]
const viewports = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
/** What a page may move in all, from its first paint on (Cumulative Layout Shift; "good" is below 0.1). */
const LAYOUT_SHIFT_LIMIT = 0.05
/** Answers of the API that must have come in by the time the sum is taken: several rounds of what a page asks for. */
const ANSWERS = 12

for (const { name, query } of livePages) {
  test(`${name}: nothing moves while live data arrives`, async ({ page, frame, baseURL }) => {
    const message = await newestMessage(baseURL ?? '', cluster, busyTopic)
    const every = everyPage({ cluster, topic: busyTopic, group: failingGroup, failingGroup, message })
    const { address } = every.find((each) => each.name === name)!
    await page.addInitScript(recordLayoutShifts)
    for (const viewport of viewports) {
      await page.setViewportSize(viewport)
      let answers = 0
      const count = (response: Response) => {
        if (response.url().includes('/api/v1/')) answers++
      }
      page.on('response', count)
      await frame.open(`${address}${query}`)
      await expect(frame.heading).toBeVisible()
      await expect.poll(() => answers, { timeout: 60_000 }).toBeGreaterThan(ANSWERS)
      page.off('response', count)
      const shifts = await page.evaluate(() => (globalThis as unknown as { layoutShifts: Shift[] }).layoutShifts)
      const sum = shifts.reduce((total, { value }) => total + value, 0)
      expect(sum, `${viewport.width} px: ${JSON.stringify(shifts)}`).toBeLessThan(LAYOUT_SHIFT_LIMIT)
    }
  })
}

type Shift = { value: number; at: number; what: string[] }

/** Runs in the page before anything else. */
function recordLayoutShifts(): void {
  type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
  const shifts: Shift[] = []
  ;(globalThis as unknown as { layoutShifts: Shift[] }).layoutShifts = shifts
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Entry[]) {
      if (entry.hadRecentInput) continue
      const what = entry.sources.map(({ node }) =>
        node instanceof Element
          ? `${node.tagName} ${node.className}`.slice(0, 120)
          : String(node?.textContent).slice(0, 40),
      )
      shifts.push({ value: entry.value, at: Math.round(entry.startTime), what })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
