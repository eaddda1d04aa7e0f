import { afterAll, beforeAll, describe } from 'vitest'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { compareBrokers } from './support/oracle-brokers.ts'
import { brokerConfigForExpiry, type Data, fillCluster } from './support/oracle-data.ts'
import { compareGroups } from './support/oracle-groups.ts'
import { compareMessages } from './support/oracle-messages.ts'
import { refuseBadInput } from './support/oracle-refusals.ts'
import { compareTopics } from './support/oracle-topics.ts'
import { compareUnderTraffic, loseABroker } from './support/oracle-traffic.ts'
import { startWorld, type World } from './support/oracle-world.ts'
import { settle } from './support/settle.ts'

describe.each(ROCKETMQ_VERSIONS)('the API and mqadmin of %s', { timeout: 300_000 }, (version) => {
  let world: World
  let data: Data
  const scene = () => ({ world, data })

  beforeAll(async () => {
    world = await startWorld(version, brokerConfigForExpiry)
    data = await fillCluster(world)
    await settle(world)
  }, 900_000)
  afterAll(() => world?.stop())

  describe('with traffic stopped', () => {
    compareBrokers(scene)
    compareTopics(scene)
    compareGroups(scene)
    compareMessages(scene)
    refuseBadInput(scene)
  })
  describe('under traffic', () => compareUnderTraffic(scene))
  describe('without a broker', () => loseABroker(scene))
})
