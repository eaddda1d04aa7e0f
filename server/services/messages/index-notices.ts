import 'server-only'
import type { z } from 'zod'
import type { MessageNotice } from '@/lib/contract/message-search'
import { iso } from '@/server/metrics/sides'
import type { ReplicaState } from '@/server/metrics/state'
import type { IndexAnswer } from '@/server/rocketmq/admin/query-index.ts'
import type { VerbContext } from '../implement'

type Notice = z.infer<typeof MessageNotice>

/** How many the replica gives for one question, from its own configuration. */
export function capOf(ctx: VerbContext, address: string): number | null {
  const replica = [...ctx.cluster.state.replicas.values()].find((r) => r.address === address)
  const cap = Number(settingOf(replica, 'maxMsgsNumBatch'))
  return Number.isInteger(cap) && cap > 0 ? cap : null
}

/**
 * Why the index of a replica may lack messages, by its own configuration: it is off, or answers are read from RocksDB,
 * which is asked for the last days only (MessageStoreConfig, 5.5.0). Null = it has all, or the configuration is not known.
 */
export function indexLacks(replica: ReplicaState | null): string | null {
  if (settingOf(replica, 'messageIndexEnable') === 'false') return 'messageIndexEnable=false'
  if (settingOf(replica, 'indexFileReadEnable') !== 'false') return null
  const days = settingOf(replica, 'maxRocksDBIndexQueryDays')
  return `indexFileReadEnable=false${days === null ? '' : `, maxRocksDBIndexQueryDays=${days}`}`
}

const settingOf = (replica: ReplicaState | null | undefined, key: string): string | null =>
  replica?.config.value?.find((setting) => setting.key === key)?.value ?? null

/** What must be known beside the messages that a broker's index named. */
export function noticesOf(brokerName: string, index: IndexAnswer, replica: ReplicaState | null): Notice[] {
  const notice = (code: Notice['code'], params: Notice['params'], queueId: number | null = null): Notice => ({
    kind: 'notice',
    code,
    brokerName,
    queueId,
    params,
  })
  // What such a slave itself answers is "system busy" (PullMessageProcessor#rejectRequest, 5.5.0).
  const isClosed = replica !== null && replica.brokerId !== 0 && settingOf(replica, 'slaveReadEnable') === 'false'
  const closed = `${replica?.address} is a slave that lets nobody pull (slaveReadEnable=false)`
  const notices = index.gaps.map(({ from, to, queueId, reason }) =>
    notice(
      'index-capped',
      {
        from: iso(Number(from)),
        to: iso(Number(to)),
        reason: isClosed && reason.includes('SYSTEM_BUSY') ? closed : reason,
      },
      queueId,
    ),
  )
  if (replica && replica.brokerId !== 0) notices.push(notice('from-replica', { address: replica.address }))
  const lacks = indexLacks(replica)
  if (lacks !== null) notices.push(notice('index-partial', { setting: lacks }))
  if (index.shortAt !== null) notices.push(notice('short-answer', { most: index.shortAt }))
  if (index.unreadable !== null) notices.push(notice('unreadable', { reason: index.unreadable }))
  return notices
}
