import type { Locator, Page } from '@playwright/test'

/** Looking a message up. */
export class MessagesPage {
  readonly #page: Page
  readonly #id: Locator
  readonly #topic: Locator
  readonly #offset: Locator
  readonly #lookUp: Locator
  constructor(page: Page) {
    this.#page = page
    this.#id = page.getByLabel('Message ID or offset message ID')
    this.#topic = page.getByRole('combobox', { name: 'Topic' })
    this.#offset = page.getByRole('textbox', { name: 'Offset' })
    this.#lookUp = page.getByRole('button', { name: 'Look up' })
  }

  /** Looks a message up by an id of either kind; the topic is given where the id does not say where it lies. */
  async byId(id: string, topic?: string): Promise<void> {
    await this.#id.fill(id)
    if (topic !== undefined) {
      await this.#topic.fill(topic)
      await this.#topic.press('Escape')
    }
    await this.#lookUp.click()
  }

  async chooseOffsetForm(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Queue and offset' }).click()
  }

  /** Narrows down: each field offers what the one before it allows. */
  async chooseQueue({ topic, broker, queueId }: { topic: string; broker: string; queueId: number }): Promise<void> {
    await this.#topic.fill(topic)
    await this.#topic.press('Enter')
    await this.#choose('Broker', broker)
    await this.#choose('Queue', String(queueId))
  }

  async goToOffset(offset: number): Promise<void> {
    await this.#offset.fill(String(offset))
    await this.#lookUp.click()
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: label, exact: true }).click()
    await this.#page.getByRole('option', { name: option, exact: true }).click()
  }
}
