import { test as base, expect } from '@playwright/test'

/**
 * Playwright's test with three rules that hold on every page: nothing is logged as an error, nothing throws, and no
 * request leaves for another origin. A test that breaks one fails with the list.
 */
export const test = base.extend<{ pageProblems: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names a fixture needs from this pattern
  baseURL: async ({}, use) => use(process.env.ROCKETDECK_URL),
  pageProblems: [
    async ({ page, baseURL }, use) => {
      const problems: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`))
      page.on('request', (request) => {
        const url = new URL(request.url())
        const isLocal = ['data:', 'blob:'].includes(url.protocol) || url.origin === new URL(baseURL ?? '').origin
        if (!isLocal) problems.push(`other origin: ${request.url()}`)
      })
      await use(problems)
      expect(problems, 'what the page logged, threw or fetched from elsewhere').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
