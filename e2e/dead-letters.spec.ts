import type { Page } from '@playwright/test'
import { listDeadLetters } from '@/lib/contract/dead-letters'
import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import type { Api } from './support/api'
import { cluster, failingGroup } from './support/names'

const refused = /Failed to load resource: the server responded with a status of 4\d\d/
const retryTopic = `%RETRY%${failingGroup}`
const letters = (page: Page) => page.getByRole('table', { name: `Dead letters of ${failingGroup}` })
const rows = (page: Page) => letters(page).locator('tbody tr[data-line]')
const job = (page: Page) => page.getByRole('region', { name: 'Resend job' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Resend dead letters' })

// Jobs of one group: the bar shows the newest.
test.describe.configure({ mode: 'serial' })

test.beforeEach(async ({ api, page, frame }) => {
  await untilLetters(api, 3)
  await frame.open(pages.deadLetters(cluster, failingGroup))
  await expect(rows(page).nth(2)).toBeVisible()
})

test('groups by count, what one of them gave up, and the message itself', async ({ page, frame }) => {
  await frame.open(pages.deadLetters(cluster))
  await page.getByRole('table', { name: 'Groups with dead letters' }).getByText(failingGroup).click()
  await expect(page).toHaveURL(pages.deadLetters(cluster, failingGroup))
  await expect(rows(page).first()).toContainText('coupon-grant')
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(letters(page)).toContainText('COUPON-')
  await expect(letters(page).getByText('Came from')).toBeVisible()
  await letters(page).getByRole('link', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Message' })).toContainText('COUPON-')
})

test('two letters go to their group again, and the ledger says where they are', async ({ page }) => {
  await rows(page).nth(1).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Resend 2…' }).click()
  await expect(dialog(page)).toContainText(retryTopic)
  await expect(dialog(page)).toContainText(`Only ${failingGroup} gets them.`)
  await expect(dialog(page).getByRole('button', { name: 'Do not send' })).toBeFocused()
  await dialog(page).getByRole('button', { name: 'Send 2' }).click()
  await expect(job(page)).toContainText(`Resent to ${failingGroup}`)
  await expect(job(page)).toContainText('2 of 2 sent')
  await expect(rows(page).nth(1)).toContainText(/sent \d\d:\d\d:\d\d/)
  await expect(page.getByText('Nothing selected')).toBeVisible()

  await job(page).getByRole('button', { name: 'Ledger' }).click()
  const ledger = job(page).getByRole('table', { name: 'Ledger, newest first' })
  await expect(ledger.locator('tbody tr')).toHaveCount(2)
  await ledger.locator('tbody tr').first().getByRole('link').click()
  await expect(page.getByRole('main')).toContainText(retryTopic)

  await page.goBack()
  await expect(job(page)).toContainText('2 of 2 sent')
  await job(page).getByRole('button', { name: 'Put away' }).click()
  await expect(job(page)).toHaveCount(0)
  await page.reload()
  await expect(rows(page).first()).toBeVisible()
  await expect(job(page)).toHaveCount(0)
  await page.getByRole('button', { name: /\d resends?$/ }).click()
  await page.getByRole('menuitemradio').first().click()
  await expect(job(page)).toContainText('2 of 2 sent')
})

test('to the origin topics only after each was agreed to', async ({ page }) => {
  await page.getByRole('checkbox', { name: /^Select the \d+ listed$/ }).click()
  await page.getByRole('button', { name: /^Who gets them/ }).click()
  await page.getByRole('radio', { name: /^Back to the topics/ }).check()
  const origin = page.getByRole('checkbox', { name: 'To coupon-grant' })
  await expect(origin).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Resend [\d,]+…$/ }).click()
  await expect(dialog(page)).toHaveCount(0)
  await origin.click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Resend [\d,]+…$/ }).click()
  await expect(dialog(page)).toContainText('to coupon-grant')
  await dialog(page).getByRole('button', { name: 'Do not send' }).click()
  await expect(dialog(page)).toHaveCount(0)
})

test('all that match, one a second: paused, gone on with after a reload, stopped', async ({ page }) => {
  await page.getByRole('button', { name: /that match$/ }).click()
  const slower = page.getByRole('button', { name: 'Slower' })
  for (let step = 0; step < 5; step++) await slower.click()
  await expect(page.getByRole('group', { name: 'Rate' })).toContainText('1 /s')
  await page.getByRole('button', { name: /^Resend/ }).click()
  await dialog(page).getByRole('button', { name: /^Send/ }).click()
  await expect(job(page)).toContainText(`Resending to ${failingGroup}`)
  await job(page).getByRole('button', { name: 'Pause' }).click()
  await expect(job(page)).toContainText('Paused')
  await page.reload()
  await expect(job(page)).toContainText('Paused')
  await job(page).getByRole('button', { name: 'Continue' }).click()
  await expect(job(page)).toContainText(`Resending to ${failingGroup}`)
  await job(page).getByRole('button', { name: 'Stop' }).click()
  const stop = page.getByRole('dialog', { name: 'Stop this job?' })
  await expect(stop.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await stop.getByRole('button', { name: 'Stop the job' }).click()
  await expect(job(page)).toContainText('Stopped')
})

test('the whole range as a file', async ({ page, request }) => {
  await page.getByRole('button', { name: 'Export' }).click()
  const href = await page.getByRole('menuitem', { name: 'JSON lines' }).getAttribute('href')
  const response = await request.get(href ?? '')
  expect(response.headers()['content-disposition']).toContain('attachment')
  expect((await response.text()).trim().split('\n').length).toBeGreaterThan(3)
})

test.describe('a job that does not exist', () => {
  test.use({ expectedProblems: [refused] })
  test('is named, and put away', async ({ page, frame }) => {
    await frame.open(`${pages.deadLetters(cluster, failingGroup)}&job=999999`)
    await expect(job(page)).toContainText('There is no such job')
    await job(page).getByRole('button', { name: 'Put away' }).click()
    await expect(page).not.toHaveURL(/job=/)
  })
})

/** The failing group gives messages up as they come: at least so many are there. */
async function untilLetters(api: Api, count: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (await api.read(listDeadLetters, { cluster })).items.find(({ group }) => group === failingGroup)?.messages ?? 0,
      { timeout: 90_000 },
    )
    .toBeGreaterThanOrEqual(count)
}
