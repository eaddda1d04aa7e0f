import type { Locator, Page } from '@playwright/test'
import { Table } from './table'

/** The page of one topic. */
export class TopicPage {
  readonly parts: Locator
  readonly queues: Table
  readonly groups: Table
  constructor(page: Page) {
    this.parts = page.getByRole('navigation', { name: 'Parts of this topic' })
    this.queues = new Table(page, 'Queues')
    this.groups = new Table(page, 'Groups')
  }

  async openPart(name: 'Live' | 'Queues' | 'Groups' | 'Producers' | 'Config'): Promise<void> {
    await this.parts.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  }
}
