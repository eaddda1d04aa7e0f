import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster, failingGroup } from './support/names'
import { tracedMessage } from './support/traced-message'

const failingTopic = 'coupon-grant'

test.describe('the trace of a message', () => {
  test('stands on its page, as a picture and as a table, and proves who consumed it', async ({
    page,
    frame,
    api,
    tracePart,
  }) => {
    const id = await tracedMessage(
      api,
      busyTopic,
      ({ produced, consumed }) =>
        produced.length > 0 && consumed.some(({ group, result }) => group === 'order-service' && result === 'success'),
    )
    await frame.open(pages.message(cluster, id, busyTopic))
    await tracePart.scrollTo()
    await expect(tracePart.step(/order-producer sent/)).toBeVisible()
    await expect(tracePart.step(/order-service attempt 1/)).toBeVisible()
    const became = frame.region('What became of it').getByRole('listitem').filter({ hasText: 'order-service' })
    await expect(became).toContainText('consumed')
    await expect(became).toContainText('trace: attempt 1')
    await tracePart.showAs('Table')
    await expect(page).toHaveURL(/traceAs=table/)
    await expect(tracePart.rows.filter({ hasText: 'order-service' })).toContainText('success')
    await page.reload()
    await tracePart.scrollTo()
    await expect(tracePart.rows.filter({ hasText: 'order-producer' })).toContainText('success')
  })

  test('has a page of its own', async ({ page, frame, api, tracePart }) => {
    const id = await tracedMessage(
      api,
      busyTopic,
      ({ produced, consumed }) => produced.length > 0 && consumed.length > 0,
    )
    await frame.open(pages.message(cluster, id, busyTopic))
    await tracePart.scrollTo()
    await tracePart.open()
    await expect(frame.heading).toHaveText('Trace')
    await expect(page).toHaveURL(pages.trace(cluster, id, busyTopic))
    await expect(tracePart.step(/sent/).first()).toBeVisible()
    await expect(frame.region('Steps').getByRole('row').filter({ hasText: 'order-service' })).not.toHaveCount(0)
    await expect(frame.region('How sure')).toContainText('each client')
  })

  test('names every failure: never as a success', async ({ frame, api, tracePart }) => {
    const id = await tracedMessage(
      api,
      `%DLQ%${failingGroup}`,
      ({ consumed }) =>
        consumed.filter(({ group, result }) => group === failingGroup && result === 'failed').length === 3,
    )
    await frame.open(pages.trace(cluster, id, failingTopic))
    for (const attempt of [1, 2, 3]) {
      await expect(tracePart.step(new RegExp(`attempt ${attempt}\\b`))).toContainText('failed')
    }
    await expect(tracePart.steps.filter({ hasText: 'not consumed: failed' })).toHaveCount(1)
    await expect(frame.region('Steps').getByRole('row').filter({ hasText: 'attempt 2' })).toContainText('failed')
  })
})

test.describe('no trace', () => {
  test('says that the topic is missing, and looks in another one', async ({ page, frame, api, tracePart }) => {
    const id = await tracedMessage(api, busyTopic, ({ records }) => records > 0)
    await frame.open(pages.trace(cluster, id, busyTopic, 'nowhere'))
    await expect(frame.region('No trace record was found')).toContainText('No broker has the topic nowhere')
    await tracePart.lookIn('RMQ_SYS_TRACE_TOPIC')
    await expect(page).toHaveURL(pages.trace(cluster, id, busyTopic))
    await expect(tracePart.steps).not.toHaveCount(0)
  })

  test('of a gRPC client says that those write none', async ({ frame }) => {
    await frame.open(pages.trace(cluster, `01${'AB'.repeat(16)}`))
    await expect(frame.region('No trace record was found')).toContainText('gRPC client')
  })
})
