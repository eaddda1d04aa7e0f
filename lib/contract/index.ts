import * as brokers from './brokers'
import * as clusters from './clusters'
import * as deadLetters from './dead-letters'
import type { Endpoint } from './endpoint'
import * as groups from './groups'
import * as jobs from './jobs'
import * as messageSearch from './message-search'
import * as messageWrites from './message-writes'
import * as messages from './messages'
import * as search from './search'
import * as settings from './settings'
import * as topics from './topics'
import * as traces from './traces'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'permission' in value

/** Every endpoint of the API. Tests walk this list: each has a route, and no route lacks an endpoint. */
export const endpoints: Endpoint[] = [
  clusters,
  brokers,
  topics,
  groups,
  messages,
  messageSearch,
  messageWrites,
  traces,
  deadLetters,
  jobs,
  search,
  settings,
].flatMap((resource) => Object.values(resource).filter(isEndpoint))
