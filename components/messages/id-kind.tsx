'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { decodeGrpcUniqueId, decodeUniqueId, type MessageIdKind, uniqueIdTime } from '@/lib/domain/message-id'

type Found = Exclude<MessageIdKind, { kind: null }>

/** What an id says of itself: which kind it is, and where or by whom it was made. */
export function IdKind({ found }: { found: Found }) {
  const t = useTranslations('messages')
  const format = useFormat()
  const now = useNow()
  if (found.kind === 'offset-or-unique') {
    const { host, port, commitLogOffset } = found.offset
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
    return t('kind.offset', { address, offset: commitLogOffset.toLocaleString('en') })
  }
  if (found.kind === 'grpc-unique') {
    const parts = decodeGrpcUniqueId(found.id)
    if (parts === null) return null
    return t('kind.grpc', {
      mac: parts.mac,
      pid: String(parts.processId),
      started: format.dateTime(parts.clientStartedAtMs) ?? '',
    })
  }
  const parts = decodeUniqueId(found.id)
  if (parts === null) return null
  const madeAtMs = now === null ? null : uniqueIdTime(parts, now, -new Date(now).getTimezoneOffset())
  return t('kind.unique', {
    host: parts.host,
    pid: String(parts.processId),
    made: format.dateTime(madeAtMs) ?? '…',
  })
}
