import type { Locator, Page } from '@playwright/test'

/** A table of the console, spoken to by its name, its column heads and what its rows say. */
export class Table {
  readonly root: Locator
  constructor(page: Page | Locator, name: string) {
    this.root = page.getByRole('table', { name, exact: true })
  }

  /** The row with a link of this name. */
  row(name: string): Locator {
    return this.root.getByRole('row').filter({ has: this.root.page().getByRole('link', { name, exact: true }) })
  }

  link(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true })
  }

  head(name: string): Locator {
    return this.root.getByRole('columnheader').filter({ hasText: name })
  }

  /** Sorts by a column, as its head does. */
  async sortBy(name: string): Promise<void> {
    await this.head(name).getByRole('button').click()
  }

  /** Everything in it at one moment: a record for each row, by column head. Rows of a group's head are left out. */
  async read(): Promise<Record<string, string>[]> {
    return this.root.evaluate((table: HTMLTableElement) => {
      const heads = [...table.querySelectorAll('thead th')].map((th) => th.textContent.trim())
      return [...table.querySelectorAll('tbody:not([aria-hidden]) tr:not([aria-hidden])')].flatMap((row) => {
        const cells = [...row.querySelectorAll(':scope > td')]
        if (cells.length !== heads.length) return []
        return [Object.fromEntries(cells.map((cell, at) => [heads[at] ?? '', cell.textContent.trim()]))]
      })
    })
  }

  /** One column, from top to bottom. */
  async column(name: string): Promise<string[]> {
    return (await this.read()).map((row) => row[name] ?? '')
  }
}

/** The first whole number in a text of the console: `1,234 waiting` is 1234. Null when there is none. */
export function numberIn(text: string | null | undefined): number | null {
  const found = /\d[\d,]*/.exec(text ?? '')?.[0]
  return found === undefined ? null : Number(found.replaceAll(',', ''))
}
