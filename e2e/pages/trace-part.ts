import type { Locator, Page } from '@playwright/test'

/** The trace of a message, as a part of its page or as its own page. */
export class TracePart {
  readonly #page: Page
  /** On the page of a message. */
  readonly region: Locator
  readonly steps: Locator
  readonly rows: Locator
  readonly topic: Locator
  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'Trace', exact: true })
    this.steps = page.getByRole('list', { name: /^Steps of the message/ }).getByRole('listitem')
    this.rows = page.getByRole('table', { name: 'Trace', exact: true }).locator('tbody tr')
    this.topic = page.getByRole('combobox', { name: 'Trace topic' })
  }

  /** It is read once it comes into sight. */
  async scrollTo(): Promise<void> {
    await this.region.scrollIntoViewIfNeeded()
  }

  step(words: RegExp): Locator {
    return this.steps.filter({ hasText: words })
  }

  async showAs(view: 'Picture' | 'Table'): Promise<void> {
    await this.region.getByRole('radio', { name: view }).click()
  }

  async open(): Promise<void> {
    await this.region.getByRole('link', { name: 'Open' }).click()
  }

  async lookIn(topic: string): Promise<void> {
    await this.topic.fill(topic)
    await this.topic.press('Escape')
    await this.#page.getByRole('button', { name: 'Look there' }).click()
  }
}
