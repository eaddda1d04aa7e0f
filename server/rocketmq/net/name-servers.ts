import { Aborted, BrokerRefused, DriverError, NoNameServer } from '../errors.ts'

/** The configured name servers of one cluster. They do not talk to each other, but any of them answers reads. */
export class NameServers {
  readonly addresses: readonly string[]
  #current = 0

  constructor(addresses: readonly string[]) {
    if (addresses.length === 0) throw new TypeError('at least one name server is needed')
    this.addresses = [...new Set(addresses.map((address) => address.trim()))]
  }

  /** The one that answered last, or the first. */
  get preferred(): string {
    return this.addresses[this.#current]!
  }

  /**
   * Asks the preferred one; when it cannot answer, the next, once around. A refusal that says something about the
   * question (unknown topic, no permission) is final; one about the server (starting, busy) is not.
   * Rejects with that refusal, with the only server's own error, or with `NoNameServer`.
   */
  async ask<T>(call: (address: string) => Promise<T>): Promise<T> {
    const failures: Array<{ address: string; error: DriverError }> = []
    const first = this.#current
    for (let step = 0; step < this.addresses.length; step += 1) {
      const index = (first + step) % this.addresses.length
      const address = this.addresses[index]!
      try {
        const answer = await call(address)
        this.#current = index
        return answer
      } catch (error) {
        if (!(error instanceof DriverError) || !isAboutTheServer(error)) throw error
        failures.push({ address, error })
      }
    }
    if (failures.length === 1) throw failures[0]!.error
    throw new NoNameServer(failures)
  }
}

function isAboutTheServer(error: DriverError): boolean {
  if (error instanceof Aborted) return false
  if (!(error instanceof BrokerRefused)) return error.kind !== 'bad-request'
  // 5.x answers code 1 "name server not ready" in its first seconds (needWaitForService, ClientRequestProcessor).
  return error.retryable || (error.code === 1 && /not ready/i.test(error.remark ?? ''))
}
