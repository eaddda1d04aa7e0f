'use client'

import { LoaderCircle, Pause, Play, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { filterInput } from '@/components/messages/filters'
import { FoundTable } from '@/components/messages/found-table'
import { ListAndMessage } from '@/components/messages/list-and-message'
import { MessageProblem } from '@/components/messages/message-problem'
import { NoticeList } from '@/components/messages/notice-list'
import { Doing } from '@/components/messages/search-progress'
import { useMessageTail } from '@/components/messages/use-message-reader'
import { Button } from '@/components/ui/button'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { type LookupState, noPlace, offsetInput, placeOf } from '../search-params'
import type { SetLookup } from './messages-view'

interface ByLiveProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** New messages of a topic, newest on top. */
export function ByLive({ cluster, state, setState }: ByLiveProps) {
  const t = useTranslations('messages.tail')
  const format = useFormat()
  const tail = useMessageTail({ cluster, topic: state.topic, ...filterInput(state) })
  const { reader } = tail
  const { error, rows, phase, dropped, notices, progress } = tail.state
  const place = offsetInput(cluster, state)
  if (error?.problem && rows.length === 0) return <MessageProblem error={error} onRetry={() => reader.start()} />
  return (
    <ListAndMessage place={place} onClose={() => void setState(noPlace)}>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1.5 pb-2">
        <p role="status">
          {phase === 'running' ? (
            <Doing icon={<LoaderCircle className="motion-safe:animate-spin" />}>{t('following')}</Doing>
          ) : phase === 'paused' ? (
            <Doing icon={<Pause />}>{t('paused')}</Doing>
          ) : (
            <State tone="danger">{t('lost')}</State>
          )}
        </p>
        {progress && (
          <span className="num text-ink-2">
            {t('seen', { scanned: format.count(progress.scanned) ?? '', found: format.count(progress.found) ?? '' })}
          </span>
        )}
        {dropped > 0 && <span className="text-warn">{t('dropped', { count: dropped })}</span>}
        <span className="ml-auto">
          {phase === 'running' && (
            <Button size="sm" onClick={() => reader.pause()}>
              <Pause />
              {t('pause')}
            </Button>
          )}
          {phase === 'paused' && (
            <Button size="sm" onClick={() => reader.resume()}>
              <Play />
              {t('resume')}
            </Button>
          )}
          {(phase === 'stopped' || phase === 'ended') && (
            <Button size="sm" onClick={() => void reader.start()}>
              <RotateCw />
              {t('again')}
            </Button>
          )}
        </span>
      </div>
      <NoticeList notices={notices} completeness={null} />
      {rows.length === 0 ? (
        <EmptyState title={t('waiting')}>{t('waitingBody')}</EmptyState>
      ) : (
        <FoundTable
          label={t('title')}
          rows={rows}
          selected={place}
          onOpen={(row) => void setState(placeOf(row))}
          empty={null}
        />
      )}
    </ListAndMessage>
  )
}
