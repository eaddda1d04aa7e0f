'use client'

import { ArrowDown, Check, LoaderCircle, Pause, Play, RotateCw, Square, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bar } from '@/components/ui/bar'
import { Button } from '@/components/ui/button'
import { State } from '@/components/ui/state'
import { useFormat } from '@/components/ui/use-format'
import type { MessageReader, ReaderState } from './message-reader'
import { NoticeList } from './notice-list'

interface SearchProgressProps {
  state: ReaderState
  reader: MessageReader
  /** What is read: messages, or the topics that are asked. */
  counted?: 'messages' | 'topics'
}

/** How far a search has come, by broker; what is missing from it; and its controls. */
export function SearchProgress({ state, reader, counted = 'messages' }: SearchProgressProps) {
  const t = useTranslations('messages.search')
  const { phase, progress, done } = state
  const brokers = progress?.brokers ?? []
  const cursor = done?.cursor ?? null
  return (
    <div className="grid gap-2 pb-2">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1.5">
        <p role="status" className="flex min-w-0 flex-wrap items-center gap-x-2">
          <Phase state={state} />
          <Counts state={state} counted={counted} />
        </p>
        <span className="ml-auto flex gap-1.5">
          {phase === 'running' && (
            <Control icon={<Pause />} onClick={() => reader.pause()}>
              {t('pause')}
            </Control>
          )}
          {phase === 'paused' && (
            <Control icon={<Play />} onClick={() => reader.resume()}>
              {t('resume')}
            </Control>
          )}
          {phase === 'running' || phase === 'paused' ? (
            <Control icon={<Square />} onClick={() => reader.stop()}>
              {t('stop')}
            </Control>
          ) : (
            <>
              {cursor !== null && (
                <Control icon={<ArrowDown />} onClick={() => void reader.start({ cursor })}>
                  {t('goOn')}
                </Control>
              )}
              <Control icon={<RotateCw />} onClick={() => void reader.start()}>
                {t('again')}
              </Control>
            </>
          )}
        </span>
      </div>
      {(brokers.length > 0 || phase === 'running') && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-3 gap-y-1.5">
          {brokers.length === 0 && (
            // As high as the bars that come: nothing moves when they do.
            <li aria-hidden="true">
              <Bar ratio={null} width="100%" />
              <p className="text-small leading-4.5">&nbsp;</p>
            </li>
          )}
          {brokers.map((broker) => (
            <BrokerBar key={broker.brokerName} broker={broker} />
          ))}
        </ul>
      )}
      <NoticeList notices={state.notices} completeness={done?.completeness ?? null} />
    </div>
  )
}

/** Under the rows: going on where the search ended, and what made room for these. */
export function SearchFoot({ state: { cleared, done }, reader }: { state: ReaderState; reader: MessageReader }) {
  const t = useTranslations('messages.search')
  const format = useFormat()
  const cursor = done?.cursor ?? null
  if (cursor === null && cleared === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-3 pt-2.5">
      {cursor !== null && <Button onClick={() => void reader.start({ cursor })}>{t('goOn')}</Button>}
      {cleared > 0 && (
        <span className="text-small text-ink-3">{t('cleared', { count: format.count(cleared) ?? '' })}</span>
      )}
    </p>
  )
}

function Control({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="sm" onClick={onClick}>
      {icon}
      {children}
    </Button>
  )
}

function Phase({ state: { phase, done, error } }: { state: ReaderState }) {
  const t = useTranslations('messages.search')
  if (phase === 'running')
    return <Doing icon={<LoaderCircle className="motion-safe:animate-spin" />}>{t('running')}</Doing>
  if (phase === 'paused') return <Doing icon={<Pause />}>{t('paused')}</Doing>
  if (error) return <State tone="danger">{t('broken')}</State>
  if (!done) return <Doing icon={<Square />}>{t('stopped')}</Doing>
  if (!done.complete) return <State tone="warning">{t('endedPartly')}</State>
  return <State tone="ok">{t(done.cursor === null ? 'ended' : 'pageEnded')}</State>
}

/** What goes on is no state of the cluster: it has no tone. */
export function Doing({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex h-lh items-center gap-1.25 font-medium [&_svg]:size-3.5 [&_svg]:stroke-[1.6] [&_svg]:text-ink-3">
      {icon}
      {children}
    </span>
  )
}

function Counts({ state: { progress, done, rows }, counted }: { state: ReaderState; counted: 'messages' | 'topics' }) {
  const t = useTranslations('messages.search')
  const format = useFormat()
  const at = done ?? progress
  if (!at) return null
  // Progress comes a few times a second, rows as they are found.
  const scanned = format.count(counted === 'topics' ? at.scanned : Math.max(at.scanned, rows.length)) ?? ''
  return (
    <>
      <span className="num font-medium">
        {counted === 'topics'
          ? t('topicsOf', { scanned, of: format.count(at.of) ?? '–' })
          : at.of === null
            ? t('scanned', { scanned })
            : t('scannedOf', { scanned, of: format.count(at.of) ?? '' })}
      </span>
      <span className="text-ink-2">{t('found', { count: rows.length })}</span>
    </>
  )
}

function BrokerBar({ broker }: { broker: NonNullable<ReaderState['progress']>['brokers'][number] }) {
  const t = useTranslations('messages.search')
  const format = useFormat()
  const failed = broker.failed.length > 0
  return (
    <li className="min-w-0">
      <Bar
        ratio={broker.done ? 1 : broker.of === null ? null : broker.of === 0 ? 1 : broker.scanned / broker.of}
        tone={failed ? 'danger' : undefined}
        width="100%"
      />
      <p className="flex items-center gap-1.25 text-small leading-4.5">
        <span className="truncate text-ink-2">{broker.brokerName}</span>
        {failed ? (
          <TriangleAlert className="size-3.5 flex-none text-danger" aria-label={t('brokerFailed')} />
        ) : (
          broker.done && <Check className="size-3.5 flex-none text-ok" aria-label={t('brokerDone')} />
        )}
        <span className="num ml-auto whitespace-nowrap text-ink-3">{format.count(broker.scanned)}</span>
      </p>
    </li>
  )
}
