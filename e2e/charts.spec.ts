import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { Chart } from './pages/chart'
import { busyTopic, cluster, leftGroup } from './support/names'

const cases = [
  { what: 'the overview', path: pages.overview(cluster), region: 'Throughput', says: /In: now/ },
  { what: 'a topic', path: pages.topic(cluster, busyTopic), region: 'Throughput', says: /In: now/ },
  { what: 'a group', path: pages.group(cluster, leftGroup), region: 'Lag', says: /Lag: now/ },
]

for (const { what, path, region, says } of cases) {
  test(`the chart of ${what} moves`, async ({ frame }) => {
    await frame.open(path)
    const chart = new Chart(frame.region(region))
    await expect(chart.drawing.first()).toContainText(says)
    await expect(chart.drawing.first().locator('svg path').first()).toBeAttached()

    await chart.showAsTable()
    await expect.poll(async () => (await chart.times()).length).toBeGreaterThan(0)
    const newest = (await chart.times())[0]
    await expect.poll(async () => (await chart.times())[0], { timeout: 60_000 }).not.toBe(newest)
    // What was there stays: points come, none is swapped for another.
    expect(await chart.times()).toContain(newest)
  })
}

test('pausing stops the charts, resuming takes them up again', async ({ page, frame }) => {
  await frame.open(pages.overview(cluster))
  const chart = new Chart(frame.region('Throughput'))
  await expect(chart.drawing).toContainText(/In: now/)
  await chart.showAsTable()
  await page.getByRole('button', { name: 'Pause live updates' }).click()
  await expect(page.getByText(/^Paused at/)).toBeVisible()
  const newest = (await chart.times())[0]
  await page.getByRole('button', { name: 'Resume live updates' }).click()
  await expect.poll(async () => (await chart.times())[0], { timeout: 60_000 }).not.toBe(newest)
})
