import { pages } from '@/lib/url/pages'
import { expect, test } from './fixtures'
import { cluster, failingGroup, oddName } from './support/names'

const retryTopic = `%RETRY%${failingGroup}`

const cases = [
  {
    what: 'a retry topic',
    name: retryTopic,
    list: `${pages.topics(cluster)}?type=RETRY`,
    title: 'Topics',
    path: pages.topic,
  },
  { what: 'a topic', name: oddName, list: pages.topics(cluster), title: 'Topics', path: pages.topic },
  { what: 'a group', name: oddName, list: pages.groups(cluster), title: 'Consumer groups', path: pages.group },
]

for (const { what, name, list, title, path } of cases) {
  test(`${what} named ${name} opens by its link, after a reload, by back and forward`, async ({ page, frame }) => {
    await frame.open(list)
    await expect(frame.heading).toHaveText(title)
    await page.getByRole('table').getByRole('link', { name, exact: true }).click()
    await expect(frame.heading).toHaveText(name)
    await expect(page).toHaveURL(path(cluster, name))

    await page.reload()
    await expect(frame.heading).toHaveText(name)
    await frame.alive()
    await expect(frame.alerts).toHaveCount(0)

    await page.goBack()
    await expect(frame.heading).toHaveText(title)
    await page.goForward()
    await expect(frame.heading).toHaveText(name)
    await expect(page).toHaveURL(path(cluster, name))
  })
}

test('a topic and its groups lead to each other', async ({ page, frame, topicPage, groupPage }) => {
  await frame.open(pages.topic(cluster, retryTopic))
  await page.getByRole('main').getByRole('link', { name: failingGroup, exact: true }).first().click()
  await expect(frame.heading).toHaveText(failingGroup)
  await groupPage.queues.link(retryTopic).click()
  await expect(frame.heading).toHaveText(retryTopic)
  await topicPage.openPart('Queues')
  await expect(page).toHaveURL(`${pages.topic(cluster, retryTopic)}?tab=queues`)
  await expect(frame.heading).toHaveText(retryTopic)
})
