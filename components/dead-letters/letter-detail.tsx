'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LineState } from '@/components/jobs/job-state'
import { useEndpoint } from '@/components/layout/use-endpoint'
import type { MessageRow } from '@/components/messages/message-reader'
import { CopyButton } from '@/components/ui/copy-button'
import { KeyValues } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'
import { readMessageByOffset } from '@/lib/contract/messages'
import { pages } from '@/lib/url/pages'
import { originIdOf, originOf } from './letters'
import { useResent } from './resent-cell'

/** One letter, opened in its place: its body, where it came from, what became of it, and where to look on. */
export function LetterDetail({ cluster, group, row }: { cluster: string; group: string; row: MessageRow }) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  const origin = originOf(row)
  const originId = originIdOf(row)
  const resent = useResent(cluster, group, row).data
  const id = row.messageId
  return (
    <div className="grid gap-x-5 gap-y-3 pt-2 pb-3 wide:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] wide:pl-11.5">
      <BodyPart cluster={cluster} row={row} />
      <div className="min-w-0">
        <KeyValues
          items={[
            {
              id: 'id',
              key: t('messageId'),
              value:
                id === null ? (
                  <Dash />
                ) : (
                  <span className="flex items-center gap-1">
                    <span className="mono min-w-0 wrap-anywhere">{id}</span>
                    <CopyButton text={id} className="-my-1" />
                  </span>
                ),
            },
            {
              id: 'place',
              key: t('diedAt'),
              value: (
                <span className="num">
                  {row.brokerName} / {row.queueId} @ {format.count(row.queueOffset)}
                </span>
              ),
            },
            {
              id: 'origin',
              key: t('cameFrom'),
              value:
                origin === null ? (
                  <span className="text-ink-2">{t('noOrigin')}</span>
                ) : (
                  <>
                    <Link href={pages.topic(cluster, origin)} prefetch={false}>
                      {origin}
                    </Link>
                    {originId !== null && (
                      <>
                        {' · '}
                        <Link href={pages.message(cluster, originId)} prefetch={false}>
                          {t('original')}
                        </Link>
                      </>
                    )}
                  </>
                ),
            },
            ...(resent
              ? [
                  {
                    id: 'resent',
                    key: t('resend'),
                    value: (
                      <>
                        <LineState
                          state={resent.state}
                          error={resent.error}
                          href={pages.message(cluster, resent.messageId, resent.target)}
                          after={format.dateTime(resent.at)}
                        />{' '}
                        <span className="text-ink-2 wrap-anywhere">{t('toTopic', { topic: resent.target })}</span>
                        {resent.error !== null && <p className="mono text-ink-2 wrap-anywhere">{resent.error}</p>}
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
        <p className="flex gap-3 pt-2">
          <Link
            href={pages.messageAt(cluster, row.topic, row.brokerName, row.queueId, row.queueOffset)}
            className="underline"
            prefetch={false}
          >
            {t('open')}
          </Link>
          {id !== null && origin !== null && (
            <Link href={pages.trace(cluster, id, origin)} className="underline" prefetch={false}>
              {t('trace')}
            </Link>
          )}
        </p>
      </div>
    </div>
  )
}

const SHOWN_CHARS = 1_500

function BodyPart({ cluster, row }: { cluster: string; row: MessageRow }) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  const place = {
    cluster,
    topic: row.topic,
    broker: row.brokerName,
    queueId: row.queueId,
    offset: row.queueOffset,
  }
  const { data, error } = useEndpoint(readMessageByOffset, place, { once: true })
  const body = data?.item.queueOffset === row.queueOffset ? data.item.body : undefined
  const text = body?.text ?? null
  return (
    <div className="min-w-0">
      <p className="flex items-baseline gap-2 text-small">
        <b className="font-semibold">{t('body')}</b>
        <span className="text-ink-3">{format.bytes(row.bodySizeBytes)}</span>
      </p>
      <div className="mt-1.5 h-23 overflow-auto rounded-md border border-line bg-sunken px-2.5 py-1.75">
        {error && body === undefined ? (
          <p className="text-ink-2">{t('bodyFailed', { reason: error.message })}</p>
        ) : body === undefined ? (
          <Skeleton width="70%" />
        ) : text === null ? (
          <p className="text-ink-2">{row.bodySizeBytes === 0 ? t('bodyEmpty') : t('bodyBinary')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
          <pre tabIndex={0} className="mono whitespace-pre-wrap wrap-anywhere">
            {text.slice(0, SHOWN_CHARS)}
          </pre>
        )}
      </div>
      {((text?.length ?? 0) > SHOWN_CHARS || body?.truncated) && (
        <p className="pt-1 text-small text-ink-3">{t('bodyCut')}</p>
      )}
    </div>
  )
}
