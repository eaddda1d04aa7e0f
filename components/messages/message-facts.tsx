'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { CopyButton } from '@/components/ui/copy-button'
import { KeyValues } from '@/components/ui/section'
import { State } from '@/components/ui/state'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { Dash } from '@/components/ui/value'
import { listBrokers } from '@/lib/contract/brokers'
import { pages } from '@/lib/url/pages'
import type { MessageCopy } from './message-copy'
import { transactionState } from './sys-flag'

// Below this a clock counts as right: brokers are asked over a network.
const NOTABLE_SKEW_MS = 1_000

/** Times, place, names and sizes of one stored copy. */
export function MessageFacts({
  cluster,
  message,
  idAbove = false,
}: {
  cluster: string
  message: MessageCopy
  /** The message ID stands above already. */
  idAbove?: boolean
}) {
  const t = useTranslations('message')
  const format = useFormat()
  const transaction = transactionState(message.sysFlag)
  return (
    <div className="@container pb-3 @max-md:[&_dl]:grid-cols-[108px_minmax(0,1fr)]">
      <div className="grid gap-x-5 gap-y-0.75 @md:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <KeyValues
          className="content-start"
          items={[
            { id: 'stored', key: t('stored'), value: <StoredTime cluster={cluster} message={message} /> },
            { id: 'born', key: t('born'), value: <BornTime message={message} /> },
            { id: 'position', key: t('position'), value: <Position cluster={cluster} message={message} /> },
            {
              id: 'log',
              key: t('commitLog'),
              value: (
                <>
                  <span className="num">{format.count(message.commitLogOffset)}</span>{' '}
                  <Quiet mono>{message.storeHost}</Quiet>
                </>
              ),
            },
          ]}
        />
        <KeyValues
          className="content-start"
          items={[
            {
              id: 'topic',
              key: t('topic'),
              value: <Link href={pages.topic(cluster, message.topic)}>{message.topic}</Link>,
            },
            { id: 'keys', key: t('keys', { count: message.keys.length }), value: <Keys keys={message.keys} /> },
            { id: 'tag', key: t('tag'), value: message.tags ?? <Dash /> },
            {
              id: 'retries',
              key: t('retries'),
              value: (
                <>
                  <span className="num">{format.count(message.reconsumeTimes)}</span> <Quiet>{t('ofThisCopy')}</Quiet>
                </>
              ),
            },
            ...(transaction === null
              ? []
              : [{ id: 'transaction', key: t('transaction'), value: t(`transactionState.${transaction}`) }]),
            {
              id: 'size',
              key: t('size'),
              value: (
                <>
                  <span className="num">{format.bytes(message.sizeBytes)}</span>{' '}
                  <Quiet>{t('flags', { flag: message.flag, sysFlag: `0x${message.sysFlag.toString(16)}` })}</Quiet>
                </>
              ),
            },
          ]}
        />
      </div>
      <KeyValues
        className="pt-0.75"
        items={[
          ...(message.messageId === null || idAbove ? [] : [idRow(t('messageId'), message.messageId)]),
          idRow(t('offsetMessageId'), message.offsetMessageId),
        ]}
      />
    </div>
  )
}

function idRow(label: string, id: string) {
  return {
    id: label,
    key: <span className="leading-6">{label}</span>,
    value: (
      <span className="flex min-h-6 items-center gap-1">
        <span className="mono min-w-0">{id}</span>
        <CopyButton text={id} />
      </span>
    ),
  }
}

/** The broker's clock at the moment of storing; the age is counted with that clock's error taken out. */
function StoredTime({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  const format = useFormat()
  const now = useNow()
  const brokers = useEndpoint(listBrokers, { cluster, pageSize: 1000 }).data
  if (message.storedAt === null) return <Unknown reason={t('noStoreTime')} />
  const skewMs = brokers?.items.find((broker) => broker.address === message.storeHost)?.clockSkewMs ?? null
  const trueMs = Date.parse(message.storedAt) - (skewMs ?? 0)
  const age = now === null ? null : format.age(Math.max(0, now - trueMs))
  return (
    <>
      <Moment at={message.storedAt} /> {age !== null && <Quiet>{t('ago', { age })}</Quiet>}
      {skewMs !== null && Math.abs(skewMs) >= NOTABLE_SKEW_MS && (
        <Quiet block>
          {t(skewMs > 0 ? 'clockAhead' : 'clockBehind', { by: format.duration(Math.abs(skewMs)) ?? '' })}
        </Quiet>
      )}
    </>
  )
}

function BornTime({ message }: { message: MessageCopy }) {
  const t = useTranslations('message')
  const format = useFormat()
  const { bornAt, storedAt, bornHost } = message
  const betweenMs = bornAt === null || storedAt === null ? null : Date.parse(storedAt) - Date.parse(bornAt)
  return (
    <>
      {bornAt === null ? <Unknown reason={t('noBornTime')} /> : <Moment at={bornAt} />} <Quiet mono>{bornHost}</Quiet>
      {betweenMs !== null && betweenMs !== 0 && (
        <Quiet block>
          {betweenMs < 0
            ? t('bornLater', { by: between(format, -betweenMs) })
            : t('bornEarlier', { by: between(format, betweenMs) })}
        </Quiet>
      )}
    </>
  )
}

const between = (format: ReturnType<typeof useFormat>, ms: number) =>
  ms < 1_000 ? `${ms} ms` : (format.duration(ms) ?? '')

function Position({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('message')
  const format = useFormat()
  const { brokerName, queueId, queueOffset, topic } = message
  if (brokerName === null) {
    return (
      <>
        <Unknown reason={t('noBrokerName')} />{' '}
        <span className="num">{`/ ${queueId} @ ${format.count(queueOffset)}`}</span>
      </>
    )
  }
  return (
    <>
      <Link href={pages.broker(cluster, brokerName)} prefetch={false}>
        {brokerName}
      </Link>{' '}
      / {queueId} @{' '}
      <Link
        href={pages.messageAt(cluster, topic, brokerName, queueId, queueOffset)}
        prefetch={false}
        className="num"
        data-hint={t('openQueue')}
      >
        {format.count(queueOffset)}
      </Link>
    </>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  if (keys.length === 0) return <Dash />
  return (
    <span className="flex flex-wrap gap-x-2">
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a producer may set a key twice
        <span key={index} className="mono wrap-anywhere">
          {key}
        </span>
      ))}
    </span>
  )
}

/** Time of day to the millisecond; with the date unless it was today. */
export function Moment({ at }: { at: string | number }) {
  const format = useFormat()
  const now = useNow()
  const exact = format.dateTime(at, 'milliseconds')
  const today = now !== null && format.dateTime(now)?.slice(0, 10) === exact?.slice(0, 10)
  return (
    <time dateTime={new Date(at).toISOString()} data-hint={exact ?? undefined} className="num">
      {today ? format.clock(at, 'milliseconds') : exact}
    </time>
  )
}

function Quiet({ children, mono, block }: { children: ReactNode; mono?: boolean; block?: boolean }) {
  return (
    <span className={`text-ink-3 ${mono ? 'mono' : 'text-small'} ${block ? 'block leading-4' : ''}`}>{children}</span>
  )
}

/** Said where the stored bytes no longer fit their checksum. */
export function CrcState({ matches }: { matches: boolean | null }) {
  const t = useTranslations('message')
  if (matches !== false) return null
  return (
    <State tone="danger" reason={t('crcWhy')}>
      {t('crcWrong')}
    </State>
  )
}
