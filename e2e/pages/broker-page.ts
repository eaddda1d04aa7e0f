import type { Locator, Page } from '@playwright/test'
import { Table } from './table'

/** The page of one broker name. */
export class BrokerPage {
  readonly parts: Locator
  readonly replicas: Locator
  readonly runtime: Locator
  readonly config: Locator
  readonly configSearch: Locator
  readonly topics: Table
  constructor(page: Page) {
    this.parts = page.getByRole('navigation', { name: 'Parts of the broker' })
    this.replicas = page.getByRole('radiogroup', { name: 'Replicas' })
    this.runtime = page.getByRole('table', { name: 'Runtime values' })
    this.config = page.getByRole('table', { name: 'Config' })
    this.configSearch = page.getByRole('searchbox', { name: 'Key or value' })
    this.topics = new Table(page, 'Topics hosted')
  }

  part(name: 'Live' | 'Topics' | 'Runtime' | 'Config'): Locator {
    return this.parts.getByRole('link', { name: new RegExp(`^${name}`) })
  }

  /** The keys of a table of values, from top to bottom. */
  keys(table: Locator): Promise<string[]> {
    return table.locator('th[scope=row]').allTextContents()
  }

  /** The row of one key in a table of values. */
  row(table: Locator, key: string): Locator {
    return table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name: key, exact: true }) })
  }
}
