'use client'

import { useTranslations } from 'next-intl'
import { Lamps } from '@/components/ui/lamps'
import type { LampId, readProblems } from '@/lib/contract/clusters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'

type Lamp = OutputOf<typeof readProblems>['lamps'][number]
type Id = (typeof LampId)['options'][number]

/** Where a lamp leads: the list it speaks of. */
const href: Partial<Record<Id, (cluster: string) => string>> = {
  brokers: (c) => pages.brokers(c),
  replicas: (c) => pages.brokers(c),
  disk: (c) => `${pages.brokers(c)}?sort=-diskRatio`,
  growingLag: (c) => `${pages.groups(c)}?sort=-lagMessages`,
  noConsumer: (c) => `${pages.groups(c)}?state=offline&sort=-lagMessages`,
  configDrift: (c) => pages.brokers(c),
  deadLetters: (c) => `${pages.topics(c)}?type=DLQ&sort=-messagesKept`,
}

/** The eight lamps, always these, always in this order. */
export function LampRow({ cluster, lamps }: { cluster: string; lamps: readonly Lamp[] }) {
  const t = useTranslations('problems')
  return (
    <Lamps
      lamps={lamps.map((lamp) => ({
        id: lamp.id,
        label: t(`lamp.${lamp.id}`),
        tone: lamp.state,
        value:
          lamp.state === 'unknown' || lamp.count === null
            ? t('lampUnknown')
            : lamp.count === 0
              ? t(`lampOk.${lamp.id}`)
              : t(`lampLit.${lamp.id}`, { count: lamp.count }),
        href: href[lamp.id]?.(cluster) ?? null,
      }))}
    />
  )
}
