import { expect, type Locator, type Page } from '@playwright/test'
import { numberIn } from './table'

export type RailEntry =
  | 'Overview'
  | 'Topics'
  | 'Groups'
  | 'Messages'
  | 'Dead letters'
  | 'Brokers'
  | 'Producers'
  | 'Name servers'
  | 'Settings'

/** Where each entry of the rail leads, and how that page calls itself. */
export const railPages: Record<RailEntry, { path: string; heading: string }> = {
  Overview: { path: 'overview', heading: 'Overview' },
  Topics: { path: 'topics', heading: 'Topics' },
  Groups: { path: 'groups', heading: 'Consumer groups' },
  Messages: { path: 'messages', heading: 'Messages' },
  'Dead letters': { path: 'dead-letters', heading: 'Dead letters' },
  Brokers: { path: 'brokers', heading: 'Brokers' },
  Producers: { path: 'producers', heading: 'Producers' },
  'Name servers': { path: 'name-servers', heading: 'Name servers' },
  Settings: { path: 'settings', heading: 'Settings' },
}

/** What stands round every page: bar, rail, title. */
export class Frame {
  readonly page: Page
  readonly heading: Locator
  readonly rail: Locator
  readonly search: Locator
  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { level: 1 })
    this.rail = page.getByRole('navigation', { name: 'Main' })
    this.search = page.getByRole('searchbox')
  }

  /** Opens an address and waits until the page can be used: it counts the age of what it shows by then. */
  async open(path: string): Promise<void> {
    await this.page.goto(path)
    await this.alive()
  }

  async alive(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /brokers? answered, .+ ago|个 broker/i }).first()).toBeVisible()
  }

  entry(name: RailEntry): Locator {
    return this.rail.getByRole('link', { name: new RegExp(`^${name}`) })
  }

  /** The number beside an entry of the rail. */
  async count(name: RailEntry): Promise<number | null> {
    return numberIn(await this.entry(name).textContent())
  }

  /** Goes to a page by the rail and waits for its title. */
  async go(name: RailEntry): Promise<void> {
    await this.entry(name).click()
    await expect(this.heading).toHaveText(railPages[name].heading)
  }

  async chooseTheme(name: 'Light' | 'Dark' | 'As the system'): Promise<void> {
    await this.page.getByRole('button', { name: 'Theme' }).click()
    await this.page.getByRole('menuitemradio', { name }).click()
  }

  async switchTo(language: 'English' | '简体中文'): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`: ${language}$`) }).click()
  }

  /** The line of facts beside the title. */
  fact(text: string): Locator {
    return this.page.getByRole('main').getByText(text, { exact: true })
  }

  /** What the page says went wrong. (Next's own announcer, outside of it, is an alert too.) */
  get alerts(): Locator {
    return this.page.getByRole('main').getByRole('alert')
  }

  alert(text: string): Locator {
    return this.alerts.filter({ hasText: text })
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }
}
