import type { Locator, Page } from '@playwright/test'
import { Table } from './table'

/** The page of one consumer group. */
export class GroupPage {
  readonly parts: Locator
  readonly queues: Table
  constructor(page: Page) {
    this.parts = page.getByRole('navigation', { name: 'Parts of the group' })
    this.queues = new Table(page, 'Queues')
  }

  async openPart(name: 'Lag' | 'Clients' | 'Subscriptions' | 'Retry and dead letters' | 'Config'): Promise<void> {
    await this.parts.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  }
}
