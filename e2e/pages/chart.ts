import type { Locator } from '@playwright/test'

/** A live chart, within the part of the page that it stands in. */
export class Chart {
  readonly part: Locator
  constructor(part: Locator) {
    this.part = part
  }

  /** Lists its numbers instead of drawing them. */
  async showAsTable(): Promise<void> {
    await this.part.getByRole('button', { name: 'Show as table' }).click()
  }

  async showAsChart(): Promise<void> {
    await this.part.getByRole('button', { name: 'Show as chart' }).click()
  }

  /** Times of its points, newest first. */
  times(): Promise<string[]> {
    return this.part.getByRole('rowheader').allInnerTexts()
  }

  /** What it says to those who do not see it. */
  get drawing(): Locator {
    return this.part.getByRole('figure')
  }
}
