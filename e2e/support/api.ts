import { type APIRequestContext, expect } from '@playwright/test'
import { type Endpoint, type InputOf, type OutputOf, urlOf } from '@/lib/contract/endpoint'

/** What the pages are compared with: the public API, asked beside them. */
export class Api {
  readonly #request: APIRequestContext
  constructor(request: APIRequestContext) {
    this.#request = request
  }

  /** One answer. Fails the test when it is a problem. */
  async read<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const response = await this.#request.get(urlOf(endpoint, input))
    const body: unknown = await response.json()
    expect(response.ok(), `${response.url()} answered ${response.status()} ${JSON.stringify(body)}`).toBe(true)
    return body as OutputOf<E>
  }

  /** Status and code of an answer that is a problem. */
  async problem<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<{ status: number; code: string }> {
    const response = await this.#request.get(urlOf(endpoint, input))
    const body = (await response.json()) as { code: string }
    return { status: response.status(), code: body.code }
  }
}
