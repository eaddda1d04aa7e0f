import { readFile } from 'node:fs/promises'
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

test('dragging zooms into a part of time, written into the address; it is left by one press', async ({
  page,
  frame,
}) => {
  await frame.open(pages.overview(cluster))
  const chart = new Chart(frame.region('Throughput'))
  await expect(chart.drawing.first().locator('svg path').first()).toBeAttached()
  const box = await chart.drawing.first().boundingBox()
  if (!box) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.85, box.y + 70, { steps: 8 })
  await page.mouse.up()
  await expect(page).toHaveURL(/[?&]from=\d{4}-\d\d-\d\dT.+&to=\d{4}-\d\d-\d\dT/)
  const url = page.url()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Reset zoom' })).toBeVisible()
  expect(page.url()).toBe(url)
  await page.getByRole('button', { name: 'Reset zoom' }).press('Enter')
  await expect(page).not.toHaveURL(/[?&]from=/)
})

test('a chart is zoomed, moved and left by keyboard alone', async ({ page, frame }) => {
  await frame.open(pages.overview(cluster))
  const chart = new Chart(frame.region('Throughput'))
  await expect(chart.drawing.first()).toContainText(/In: now/)
  await page.getByRole('button', { name: 'Zoom in' }).press('Enter')
  await expect(page).toHaveURL(/[?&]from=/)
  const zoomed = page.url()
  await page.getByRole('button', { name: 'Earlier' }).press('Enter')
  await expect(page).not.toHaveURL(zoomed)
  await page.goBack()
  await expect(page).toHaveURL(zoomed)
  await page.getByRole('button', { name: 'Reset zoom' }).press('Enter')
  await expect(page).not.toHaveURL(/[?&]from=/)
})

test('an address with nonsense for a zoom shows the newest samples', async ({ page, frame }) => {
  await frame.open(`${pages.overview(cluster)}?from=yesterday&to=2026-99-99T00:00:00Z`)
  await expect(new Chart(frame.region('Throughput')).drawing.first()).toContainText(/In: now/)
  await expect(page.getByRole('button', { name: 'Reset zoom' })).toBeHidden()
})

test('a line is switched off and on at its name', async ({ frame }) => {
  await frame.open(pages.topic(cluster, busyTopic))
  const chart = new Chart(frame.region('Throughput'))
  await expect(chart.drawing.first()).toContainText(/Out: now/)
  const name = frame.region('Throughput').locator('button[aria-pressed]').filter({ hasText: /out/i })
  await expect(name).toHaveAttribute('aria-pressed', 'true')
  await name.press('Enter')
  await expect(name).toHaveAttribute('aria-pressed', 'false')
  await expect(chart.drawing.first()).not.toContainText(/Out: now/)
  await name.press('Space')
  await expect(chart.drawing.first()).toContainText(/Out: now/)
})

test('a chart is kept as a picture and as values', async ({ page, frame }) => {
  await frame.open(pages.topic(cluster, busyTopic))
  const chart = new Chart(frame.region('Throughput'))
  await expect(chart.drawing.first()).toContainText(/In: now/)
  const keep = async (item: string) => {
    await page.getByRole('button', { name: 'Save chart' }).press('Enter')
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).press('Enter')
    return readFile(await (await download).path())
  }
  const picture = await keep('Picture (PNG)')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  // Width of the first chunk, IHDR: sharp on a screen of today.
  expect(picture.readUInt32BE(16)).toBe(2_400)
  const values = (await keep('Values (CSV)')).toString('utf8')
  expect(values).toMatch(/^\uFEFF"?Time, UTC"?,In,Out\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,/)
})
