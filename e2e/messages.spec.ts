import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { busyTopic, cluster } from './support/names'
import { newestMessage } from './support/newest-message'

const refused = /Failed to load resource: the server responded with a status of 4\d\d/

test.describe('a message', () => {
  test('is found by the ID that its client made', async ({ page, frame, api, messagesPage }) => {
    const message = await newestMessage(api)
    await frame.open(pages.messages(cluster))
    await messagesPage.byId(message.messageId, busyTopic)
    await expect(frame.heading).toHaveText(message.messageId)
    await expect(page.getByText(message.offsetMessageId, { exact: true })).toBeVisible()
    await expect(
      page
        .getByRole('main')
        .getByText(message.keys[0] ?? '', { exact: true })
        .first(),
    ).toBeVisible()
    await page.reload()
    await expect(page.getByText(message.offsetMessageId, { exact: true })).toBeVisible()
  })

  test('is found by its offset message ID', async ({ page, frame, api, messagesPage }) => {
    const message = await newestMessage(api)
    await frame.open(pages.messages(cluster))
    await messagesPage.byId(message.offsetMessageId)
    await expect(frame.heading).toHaveText(message.offsetMessageId)
    await expect(page.getByText(message.messageId, { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'What became of it' })).toContainText('order-service')
  })

  test('is found by topic, queue and offset', async ({ page, frame, api, messagesPage }) => {
    const message = await newestMessage(api)
    await frame.open(pages.messages(cluster))
    await messagesPage.chooseOffsetForm()
    await messagesPage.chooseQueue({ topic: busyTopic, broker: message.brokerName ?? '', queueId: message.queueId })
    await messagesPage.goToOffset(message.queueOffset)
    await expect(page).toHaveURL(
      pages.messageAt(cluster, busyTopic, message.brokerName ?? '', message.queueId, message.queueOffset),
    )
    await expect(page.getByText(message.messageId, { exact: true }).first()).toBeVisible()
  })

  test('shows its body as JSON, in two encodings, and as bytes', async ({ page, frame, api }) => {
    const message = await newestMessage(api)
    await frame.open(pages.message(cluster, message.offsetMessageId))
    const body = page.getByRole('region', { name: 'Body' }).last()
    const as = (name: string) => page.getByRole('radiogroup', { name: 'Show the body as' }).getByRole('radio', { name })
    await expect(as('JSON')).toBeChecked()
    await expect(body).toContainText('"orderId": ')
    for (const encoding of ['UTF-8', 'GBK']) {
      await as(encoding).click()
      await expect(body).toContainText(message.body.text ?? '-')
    }
    await as('Hex').click()
    await expect(body).toContainText('00000000')
    await expect(body).toContainText('7b 22 6f 72 64 65 72 49')
    await as('Base64').click()
    await expect(body).toContainText('eyJvcmRlcklkI')
    await expect(page).toHaveURL(/body=base64/)
  })
})

test.describe('an ID that leads nowhere', () => {
  test.use({ expectedProblems: [refused] })

  test('malformed: says what an ID looks like', async ({ page, frame, messagesPage }) => {
    await frame.open(pages.messages(cluster))
    await messagesPage.byId('not-an-id')
    await expect(page.getByText(/No message ID in it\. One has 32 or 56 hexadecimal digits/)).toBeVisible()
    await expect(page).toHaveURL(pages.messages(cluster))
    await frame.open(pages.message(cluster, 'not-an-id'))
    await expect(frame.alert('This is not a message ID')).toContainText('32 or 56 hexadecimal digits')
  })

  test('unknown: says on which brokers it was looked for', async ({ frame, api, messagesPage }) => {
    const { messageId } = await newestMessage(api)
    const unknown = `${messageId.slice(0, -4)}${messageId.endsWith('FFFF') ? '0000' : 'FFFF'}`
    await frame.open(pages.messages(cluster))
    await messagesPage.byId(unknown, busyTopic)
    await expect(frame.heading).toHaveText(unknown)
    await expect(frame.alert('The message was not found')).toContainText(`No message of topic ${busyTopic} has this ID`)
    await expect(frame.alert('The message was not found')).toContainText('broker-a')
  })

  test('naming an address outside the cluster: refused without asking it', async ({ frame }) => {
    // 10.99.99.99:10911, commit log offset 4096.
    const outside = '0A63636300002A9F0000000000001000'
    await frame.open(pages.message(cluster, outside))
    const alert = frame.alert('This ID names an address outside the cluster')
    await expect(alert).toContainText('10.99.99.99:10911')
    await expect(alert).toContainText('was not contacted')
  })

  test('an offset outside its queue: says the range', async ({ frame, api }) => {
    const { brokerName, queueId } = await newestMessage(api)
    await frame.open(pages.messageAt(cluster, busyTopic, brokerName ?? '', queueId, 999_999_999))
    await expect(frame.alert('There is no message at this offset')).toContainText(/holds offsets [\d,]+ to [\d,]+/)
  })
})
