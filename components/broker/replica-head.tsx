'use client'

import { useTranslations } from 'next-intl'
import { ageMs } from '@/components/layout/truth'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import type { Replica } from './broker-values'
import { Head } from './plain-table'

/** `0 master`; with the age of what stands below while the replica is silent. */
export function ReplicaHead({ replica, asOf, right }: { replica: Replica; asOf: string | null; right?: boolean }) {
  const t = useTranslations('broker')
  const format = useFormat()
  const now = useNow()
  const age = replica.state === 'up' ? null : format.age(ageMs(asOf, now))
  return (
    <Head right={right ?? false}>
      {replicaLabel(t, replica)}
      {age !== null && <span className="text-danger"> {t('age', { age })}</span>}
    </Head>
  )
}

export function replicaLabel(t: ReturnType<typeof useTranslations<'broker'>>, replica: Replica): string {
  return t('replica', { id: String(replica.brokerId), role: t(replica.brokerId === 0 ? 'master' : 'slave') })
}
