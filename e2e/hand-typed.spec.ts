import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster } from './support/names'

// The browser itself writes a line about an answer that is no success.
test.use({ expectedProblems: [/Failed to load resource: .*40[04]/] })

const topics = pages.topics(cluster)

/** Addresses with a part that means nothing: the page is there, and says what it left out. */
const leftOut = [
  { address: `${topics}?page=-1`, part: 'page=-1' },
  { address: `${topics}?page=abc`, part: 'page=abc' },
  { address: `${topics}?page=99999999`, part: 'page=99999999' },
  { address: `${topics}?sort=colour`, part: 'sort=colour' },
  { address: `${pages.groups(cluster)}?pageSize=1e9`, part: 'pageSize=1e9' },
  { address: `${pages.groups(cluster)}?state=dancing`, part: 'state=dancing' },
  { address: `${pages.topic(cluster, busyTopic)}?tab=nonsense`, part: 'tab=nonsense' },
  { address: `${pages.brokers(cluster)}?role=king`, part: 'role=king' },
  { address: `${pages.producers(cluster)}?kind=alien`, part: 'kind=alien' },
  { address: `${pages.nameServers(cluster)}?show=less`, part: 'show=less' },
  { address: `${pages.settings(cluster)}?tab=nonsense`, part: 'tab=nonsense' },
  { address: `${pages.messages(cluster)}?by=magic`, part: 'by=magic' },
]
for (const { address, part } of leftOut) {
  test(`${address} says that it leaves a part out`, async ({ page, frame }) => {
    await frame.open(address)
    await expect(frame.heading).toBeVisible()
    const notice = page.getByRole('status').filter({ hasText: 'is not understood' })
    await expect(notice).toContainText(part)
    await expect(frame.alerts).toHaveCount(0)
    await notice.getByRole('link', { name: 'Address without it' }).click()
    await expect(notice).toHaveCount(0)
    expect(page.url()).not.toContain(part)
  })
}

test('a page past the last one says so and leads to the first', async ({ page, frame }) => {
  await frame.open(`${pages.producers(cluster)}?page=4711`)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('button', { name: 'First page' }).click()
  await expect(page.getByRole('table', { name: 'Producers' })).toBeVisible()
})

test('a filter that nothing passes is cleared by one click', async ({ page, frame }) => {
  await frame.open(`${topics}?type=NO_SUCH_TYPE`)
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(page.getByRole('table', { name: 'Topics' })).toBeVisible()
})

for (const address of [
  `${topics}/%E0%A4%A`,
  `${topics}/%RETRY%g`,
  `${pages.groups(cluster)}/100%`,
  `/c/${cluster}/%`,
]) {
  test(`${address}: a broken escape is explained in the frame of the cluster`, async ({ page, frame }) => {
    const response = await page.goto(address)
    expect(response?.status()).toBe(400)
    await expect(frame.heading).toHaveText('This address cannot be read')
    await expect(page.getByRole('main')).toContainText(address)
    await expect(frame.entry('Topics')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Topics' }).click()
    await expect(frame.heading).toHaveText('Topics')
  })
}

test('a broken escape outside of every cluster is explained too', async ({ page, frame }) => {
  expect((await page.goto('/100%'))?.status()).toBe(400)
  await expect(frame.heading).toHaveText('This address cannot be read')
})

for (const path of ['nonsense', 'topics/a/b/c', 'name-servers/10.0.0.1']) {
  test(`/c/${cluster}/${path} is no page, and says so in the frame`, async ({ page, frame }) => {
    expect((await page.goto(`/c/${cluster}/${path}`))?.status()).toBe(404)
    await frame.alive()
    await expect(frame.heading).toHaveText('There is no such page')
    await expect(page.getByRole('main')).toContainText(`/c/${cluster}/${path}`)
    await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
    await expect(frame.heading).toHaveText('Overview')
  })
}

test('an unknown cluster is named, with those there are', async ({ page, frame }) => {
  expect((await page.goto('/c/nowhere/topics'))?.status()).toBe(404)
  await expect(frame.heading).toHaveText('There is no such cluster')
  await expect(page.getByRole('main')).toContainText('nowhere')
  await page.getByRole('main').getByRole('link', { name: cluster, exact: true }).click()
  await expect(frame.heading).toHaveText('Overview')
})

test('an address outside of every page leads back to the start', async ({ page, frame }) => {
  expect((await page.goto('/nothing/here'))?.status()).toBe(404)
  await expect(frame.heading).toHaveText('There is no such page')
  await expect(page.getByRole('link', { name: 'Go to the start page' })).toBeVisible()
})

for (const [what, path] of [
  ['topic', pages.topic(cluster, 'no-such-topic')],
  ['topic of a very long name', pages.topic(cluster, 'x'.repeat(2_000))],
  ['group', pages.group(cluster, 'no-such-group')],
  ['group of a very long name', pages.group(cluster, 'g'.repeat(2_000))],
  ['producer group', pages.producer(cluster, 'no-such-producer')],
] as const) {
  test(`a ${what} that does not exist is said in the frame`, async ({ page, frame }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await frame.open(path)
    await expect(frame.alerts.first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
}
