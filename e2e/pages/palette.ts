import { expect, type Locator, type Page } from '@playwright/test'

/** What ⌘K or Ctrl-K opens. */
export class Palette {
  readonly page: Page
  readonly field: Locator
  constructor(page: Page) {
    this.page = page
    this.field = page.getByRole('dialog').getByRole('combobox')
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await expect(this.field).toBeFocused()
  }

  async type(text: string): Promise<void> {
    await this.field.fill(text)
  }

  option(name: string | RegExp): Locator {
    return this.page.getByRole('option', { name })
  }

  group(name: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^${name}`) })
  }

  get chosen(): Locator {
    return this.page.getByRole('option', { selected: true })
  }
}
