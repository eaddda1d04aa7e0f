'use client'

import { MailX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { LimitBanner, PartialBanner, StaleBanner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Readout, Readouts } from '@/components/ui/readouts'
import { Section } from '@/components/ui/section'
import { EmptyState, ErrorState, NoMatch, NotConnected, NotPermitted } from '@/components/ui/states'
import { at, manyFailed, nowMs, partial } from './fixed'

const nothing = () => {}

type Row = { name: string }

/** The true layout before anything was answered. */
export function SkeletonPart() {
  const t = useTranslations('parts')
  const state = useLocalTableState('name')
  const columns = useMemo<TableColumn<Row>[]>(
    () => [
      { id: 'name', header: t('group'), cell: (row) => row.name },
      { id: 'state', header: t('state'), cell: () => null },
      { id: 'members', header: t('members'), align: 'right', cell: () => null },
      { id: 'lag', header: t('lag'), align: 'right', cell: () => null },
      { id: 'lagTime', header: t('lagTime'), align: 'right', cell: () => null },
    ],
    [t],
  )
  return (
    <div aria-busy="true">
      <Readouts>
        {(['lag', 'lagTime', 'out', 'catchesUp'] as const).map((key) => (
          <Readout key={key} label={t(key)} value={null} loading />
        ))}
      </Readouts>
      <DataTable
        id="parts"
        label={t('firstLoad')}
        variant="bare"
        columns={columns}
        rows={undefined}
        rowId={(row) => row.name}
        skeletonRows={4}
        state={state}
        empty={null}
      />
    </div>
  )
}

/** Nothing here; not what was looked for; not allowed. */
export function BlankParts() {
  const t = useTranslations('parts')
  return (
    <>
      <Section id="empty" title={t('empty')} note={t('emptyNote')}>
        <EmptyState icon={MailX} title={t('emptyTitle')}>
          {t('emptyBody')}
        </EmptyState>
      </Section>
      <Section id="no-match" title={t('noMatch')} note={t('noMatchNote')}>
        <NoMatch
          search="setle"
          total={10_204}
          noun="group"
          closest={{ name: 'settlement-service', href: '#no-match' }}
          onClear={nothing}
        />
      </Section>
      <Section id="not-permitted" title={t('notPermitted')} note={t('notPermittedNote')}>
        <NotPermitted title={t('notPermittedTitle')} action={<Button>{t('copyRequest')}</Button>}>
          {t('notPermittedBody')}
        </NotPermitted>
      </Section>
    </>
  )
}

/** Partial (one, many), stale (stream, console), and a limit reached. */
export function BannerParts() {
  const t = useTranslations('parts')
  return (
    <div className="grid gap-2 pt-1">
      <PartialBanner completeness={partial} onAskAgain={nothing} />
      <PartialBanner completeness={manyFailed} />
      <StaleBanner lastAt={at(48_000)} nowMs={nowMs} onReconnect={nothing} />
      <StaleBanner lastAt={at(200_000)} nowMs={nowMs} source="console" onReconnect={nothing} />
      <LimitBanner count={10_000} where="broker-c" action={<a href="#partial">{t('goOn')}</a>} />
    </div>
  )
}

/** A broker's refusal, in its own words. */
export function ErrorPart() {
  const t = useTranslations('parts')
  return (
    <ErrorState
      title={t('errorTitle')}
      remark="SYSTEM_BUSY (2) [REJECTREQUEST]system busy, start flow control for a while"
      requestId="01JD6Z8Q4M"
      target="10.12.4.24:10911"
      onRetry={nothing}
    >
      {t('errorBody')}
    </ErrorState>
  )
}

/** The configured address, hop by hop. */
export function FirstRunPart() {
  return (
    <NotConnected
      hops={[
        { id: 'a', label: '10.12.4.11:9876', outcome: 'ok', detail: '4 ms' },
        { id: 'b', label: '10.12.4.12:9876', outcome: 'failed', detail: 'connect timed out' },
        { id: 'c', label: '10.12.4.22:10911', outcome: 'skipped' },
      ]}
    />
  )
}
