'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ageMs } from '@/components/layout/truth'
import { State } from '@/components/ui/state'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { type BrokerDetail, chosenReplicas, subjectOf, worstState } from './broker-values'

const tones = { up: 'ok', behind: 'warning', down: 'danger', unknown: 'unknown' } as const

/** The line under the name: worst state, addresses, version, for how long, how many answered. */
export function useBrokerFacts(data: BrokerDetail | undefined, choice: number | null): ReactNode[] {
  const t = useTranslations('broker')
  const format = useFormat()
  const now = useNow()
  if (!data) return []
  const chosen = chosenReplicas(data.replicas, choice)
  const subject = subjectOf(chosen)
  const { state, replica } = worstState(chosen)
  const word = state === 'down' ? (replica?.brokerId === 0 ? 'masterDown' : 'slaveDown') : state
  const versions = [...new Set(chosen.map(({ version }) => version).filter((version) => version !== null))]
  const upFor = format.duration(ageMs(subject?.startedAt, now))
  const silentFor = subject?.state === 'down' ? format.duration(ageMs(subject.asOf ?? subject.since, now)) : null
  const answered = chosen.filter((one) => one.state === 'up').length
  const age = format.age(ageMs(data.asOf, now))
  const counts = { answered, asked: chosen.length }
  return [
    <State key="state" tone={tones[state]} reason={replica?.reason ?? undefined}>
      {t(`state.${word}`)}
    </State>,
    ...chosen.map((one) => (
      <span key={one.brokerId}>
        {t(one.brokerId === 0 ? 'master' : 'slave')} <span className="mono text-small">{one.address}</span>
      </span>
    )),
    versions.length > 0 && (
      <span key="version" className="num">
        RocketMQ {versions.join(', ')}
      </span>
    ),
    silentFor === null
      ? upFor !== null && (
          <span key="up" className="num" data-hint={format.dateTime(subject?.startedAt ?? null) ?? undefined}>
            {t('up', { age: upFor })}
          </span>
        )
      : [
          <span key="silent" className="num text-danger">
            {t('silent', { age: silentFor })}
          </span>,
        ],
    <span key="answered" className="num">
      {age === null ? t('answeredNow', counts) : t('answered', { ...counts, age })}
    </span>,
  ]
}
