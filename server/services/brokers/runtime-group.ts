import 'server-only'

export type RuntimeGroup = 'traffic' | 'storage' | 'threads' | 'replication' | 'schedule' | 'process' | 'other'

/**
 * Which part of the broker a runtime value speaks of, by its key (AdminBrokerProcessor#prepareRuntimeInfo and
 * DefaultMessageStore#getRuntimeInfo, 4.4 to 5.5; tiered and timer stores add their own).
 */
export function runtimeGroup(key: string): RuntimeGroup {
  return GROUPS.find(([, form]) => form.test(key))?.[0] ?? 'other'
}

// The first match counts: schedule offsets end in "Offset" and thread queues in "Size" as stored things do.
const GROUPS: ReadonlyArray<readonly [RuntimeGroup, RegExp]> = [
  ['schedule', /^schedule|^timer|^delay/i],
  ['threads', /threadpool|waittimemills|threadpoolqueue|^pageCacheLock|^inflight|pendingrequest|^EndTransactionQueue/i],
  ['replication', /^slave|^master|HAConn|^ha[A-Z]|sync|confirmoffset|epoch|^replica/i],
  [
    'storage',
    /commitlog|consumequeue|disk|dispatch|remain|^earliest|storeTime|^msgStore|pageCache|transientStore|^index|tiered|bytesInQueue/i,
  ],
  [
    'traffic',
    /tps|^(msg|message)?(put|get)|(Put|Get|Transfered|Transferred)(Message|Msg|Total|Entire)|^msg(Put|Get)|_(put|get)_|message(size|entire|times)|^queryMessage/i,
  ],
  ['process', /version|boottime|runtime|^broker|^process|^jvm|^server|^RuntimeInfo|^startAccept/i],
]
