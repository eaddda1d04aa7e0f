import { afterEach, beforeEach } from 'vitest'
import { passAudited } from '../../server/audit/write-context.ts'
import { createClient } from '../../server/rocketmq/client.ts'
import { FakeBroker } from './fake-broker.ts'

/**
 * A master with its slave (`a0`, `a1`) and a second master (`b0`), scripted, and a client that may call them, and
 * write with an audit row: anew for each test of the file. `script`: what each answers before a test says otherwise.
 */
export function threeBrokers(script: (fake: FakeBroker) => void, { timeoutMs = 5_000 } = {}) {
  const [a0, a1, b0] = [new FakeBroker(), new FakeBroker(), new FakeBroker()]
  const fakes = [a0, a1, b0]
  let client: ReturnType<typeof createClient>
  beforeEach(async () => {
    for (const fake of fakes) {
      await fake.start()
      fake.requests.length = 0
      script(fake)
    }
    client = createClient({
      nameServers: [a0.address],
      timeoutMs,
      connectTimeoutMs: timeoutMs,
      beforeWrite: passAudited,
    })
    client.announce(fakes.map((fake) => fake.address))
  })
  afterEach(async () => {
    client.close()
    for (const fake of fakes) await fake.close()
  })
  return {
    a0,
    a1,
    b0,
    fakes,
    /** Of the test that runs. */
    get client() {
      return client
    },
  }
}
