import { test as base, expect } from '@playwright/test'
import { BrokerPage } from './pages/broker-page'
import { Frame } from './pages/frame'
import { GroupPage } from './pages/group-page'
import { MessagesPage } from './pages/messages-page'
import { TopicPage } from './pages/topic-page'
import { TracePart } from './pages/trace-part'
import { Api } from './support/api'

interface Fixtures {
  /** The API, asked beside the page. */
  api: Api
  frame: Frame
  topicPage: TopicPage
  groupPage: GroupPage
  brokerPage: BrokerPage
  messagesPage: MessagesPage
  tracePart: TracePart
  /** What a test provokes on purpose, such as the browser's line about an answer 404. */
  expectedProblems: RegExp[]
  pageProblems: string[]
}

/**
 * Playwright's test with the parts of the console, and with three rules that hold on every page: nothing is logged as an
 * error, nothing throws, and no request leaves for another origin. A test that breaks one fails with the list.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names a fixture needs from this pattern
  baseURL: async ({}, use) => use(process.env.ROCKETDECK_URL),
  api: async ({ request }, use) => use(new Api(request)),
  frame: async ({ page }, use) => use(new Frame(page)),
  topicPage: async ({ page }, use) => use(new TopicPage(page)),
  groupPage: async ({ page }, use) => use(new GroupPage(page)),
  brokerPage: async ({ page }, use) => use(new BrokerPage(page)),
  messagesPage: async ({ page }, use) => use(new MessagesPage(page)),
  tracePart: async ({ page }, use) => use(new TracePart(page)),
  expectedProblems: [[], { option: true }],
  pageProblems: [
    async ({ page, baseURL, expectedProblems }, use) => {
      const problems: string[] = []
      const add = (problem: string) => {
        if (!expectedProblems.some((expected) => expected.test(problem))) problems.push(problem)
      }
      // Tests also look at a second console: whichever address the page itself has is home.
      const home = () => (page.url().startsWith('http') ? [new URL(page.url()).origin] : [])
      page.on('console', (message) => {
        if (message.type() === 'error') add(`console: ${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => add(`thrown: ${error.message}`))
      page.on('request', (request) => {
        const url = new URL(request.url())
        const isNavigation = request.isNavigationRequest() && request.frame() === page.mainFrame()
        const origins = [new URL(baseURL ?? '').origin, ...home()]
        const isLocal = ['data:', 'blob:'].includes(url.protocol) || isNavigation || origins.includes(url.origin)
        if (!isLocal) add(`other origin: ${request.url()}`)
      })
      await use(problems)
      expect(problems, 'what the page logged, threw or fetched from elsewhere').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
