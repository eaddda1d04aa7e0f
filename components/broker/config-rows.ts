import type { readBrokerConfig } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'

export type BrokerConfig = OutputOf<typeof readBrokerConfig>
type Item = BrokerConfig['items'][number]

/** Why a value stands out: by its replica's role, drift (here or from other brokers), set by a person. */
export type ConfigWhy = 'role' | 'drift' | 'elsewhere' | 'not-default'

export interface BrokerConfigRow {
  key: string
  secret: boolean
  /** In the order of the replicas. `undefined`: nothing is known of this one; null: it has no such key. */
  values: (string | null | undefined)[]
  default: Item['default']
  /** The replicas of this name have not the same. */
  differs: boolean
  why: ConfigWhy | null
  /** It differs where it changes nothing: a slave takes no messages from producers. */
  noEffect: boolean
  /** Masters of other names with another value, where that is drift. */
  elsewhere: { target: string; value: string | null }[]
}

/** One row a key, by name: what each replica has, and why it stands out. */
export function configRows(brokerName: string, configs: readonly (BrokerConfig | null)[]): BrokerConfigRow[] {
  const byReplica = configs.map((config) => config && new Map(config.items.map((item) => [item.key, item])))
  const keys = [...new Set(byReplica.flatMap((items) => [...(items?.keys() ?? [])]))].sort()
  const isFixedRole = ['enableControllerMode', 'enableSlaveActingMaster'].every((key) =>
    byReplica.every((items) => items?.get(key)?.value !== 'true'),
  )
  return keys.map((key): BrokerConfigRow => {
    const items = byReplica.map((known) => known?.get(key))
    const present = items.filter((item) => item !== undefined)
    const others = present.flatMap((item) => item.others)
    const isHere = (target: string) => target.startsWith(`${brokerName}/`)
    const differs = others.some((other) => isHere(other.target))
    const drift = present.some((item) => item.difference === 'drift')
    const isSet = present.some(isSetByHand)
    return {
      key,
      secret: present.some((item) => item.secret),
      values: byReplica.map((known, at) => (known ? (items[at]?.value ?? null) : undefined)),
      default: present[0]?.default ?? { kind: 'unknown', value: null },
      differs,
      why: differs ? (drift ? 'drift' : 'role') : drift ? 'elsewhere' : isSet ? 'not-default' : null,
      noEffect: differs && drift && isFixedRole && NO_EFFECT_ON_A_SLAVE.has(key),
      elsewhere: drift ? distinct(others.filter((other) => !isHere(other.target))) : [],
    }
  })
}

/** Another value than the broker's own default; one that it detects cannot be told from one that was set. */
function isSetByHand(item: Item): boolean {
  if (item.secret || item.value === null) return false
  if (item.default.kind === 'none') return item.value !== ''
  return item.default.kind === 'value' && item.default.value !== item.value
}

function distinct(others: Item['others']): Item['others'] {
  return [...new Map(others.map((other) => [other.target, other])).values()]
}

// Read only where producers' requests and transactions are served (SendMessageProcessor, BrokerFastFailure,
// TransactionalMessageCheckService): never on a slave that cannot become master.
const NO_EFFECT_ON_A_SLAVE: ReadonlySet<string> = new Set([
  'sendMessageThreadPoolNums',
  'sendThreadPoolQueueCapacity',
  'waitTimeMillsInSendQueue',
  'endTransactionThreadPoolNums',
  'endTransactionPoolQueueCapacity',
  'transactionTimeOut',
  'transactionCheckMax',
  'transactionCheckInterval',
])

/** Rows that stand out, or all, with this text in key or value. */
export function filterConfig(rows: readonly BrokerConfigRow[], show: 'set' | 'all', search: string): BrokerConfigRow[] {
  const wanted = search.trim().toLowerCase()
  const holds = (text: string | null | undefined) => text?.toLowerCase().includes(wanted) === true
  return rows
    .filter((row) => show === 'all' || row.why !== null)
    .filter((row) => wanted === '' || holds(row.key) || row.values.some(holds))
    .sort((a, b) => (show === 'all' ? 0 : rank(a) - rank(b)))
}

const whyOrder: readonly (ConfigWhy | null)[] = ['drift', 'elsewhere', 'role', 'not-default', null]
const rank = (row: BrokerConfigRow) => whyOrder.indexOf(row.why)

/** How many keys differ between the replicas, and of what kind. */
export function countDifferences(rows: readonly BrokerConfigRow[]) {
  const here = rows.filter((row) => row.differs)
  return {
    differ: here.length,
    byRole: here.filter((row) => row.why === 'role').length,
    drift: here.filter((row) => row.why === 'drift').length,
    noEffect: here.filter((row) => row.noEffect).length,
    elsewhere: rows.filter((row) => row.why === 'elsewhere').length,
  }
}
