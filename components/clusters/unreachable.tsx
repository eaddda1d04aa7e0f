'use client'

import { useTranslations } from 'next-intl'
import { PageTitle } from '@/components/ui/page-title'
import { State } from '@/components/ui/state'
import { type ConnectionHop, EmptyState, NotConnected } from '@/components/ui/states'
import { useFailureWord } from '@/components/ui/use-failure-word'
import type { ClusterRow } from './cluster-strip'

const hopOrder = ['name', 'connect', 'tls', 'protocol'] as const

/** In place of a cluster's pages as long as nothing at all is known of it: an empty list would be taken for a true one. */
export function NothingKnown({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const { state } = cluster.connection
  return (
    <>
      <PageTitle
        title={cluster.name}
        facts={[
          state === 'connecting' ? (
            <State key="state" tone="unknown">
              {t('state.connecting')}
            </State>
          ) : state === 'connected' ? null : (
            <State key="state" tone="offline" className="text-danger">
              {t(`state.${state}`)}
            </State>
          ),
        ]}
      />
      <Unreachable cluster={cluster} />
    </>
  )
}

/** How far the console comes with each configured name server. */
export function Unreachable({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters')
  const word = useFailureWord()
  const { connection } = cluster
  if (connection.failures.length > 0 && connection.state !== 'connected')
    return (
      <NotConnected
        title={t('unreachable', { name: cluster.name })}
        hops={connection.failures.flatMap((failure) => hopsOf(failure, t, word))}
      >
        {t('unreachableBody')}
      </NotConnected>
    )
  const addresses = cluster.nameServers.map((ns) => ns.address).join(', ')
  return connection.state === 'connected' ? (
    <EmptyState title={t('noBrokers')}>{t('noBrokersBody', { addresses })}</EmptyState>
  ) : (
    <EmptyState title={t('connectingTitle', { name: cluster.name })}>{t('connectingTo', { addresses })}</EmptyState>
  )
}

type Failed = ClusterRow['connection']['failures'][number]

/** The steps to one name server: those before the failing one went well, those after it were not tried. */
function hopsOf(
  failure: Failed,
  t: ReturnType<typeof useTranslations<'clusters'>>,
  word: (reason: string) => string,
): ConnectionHop[] {
  const failed = hopOrder.indexOf(failure.hop)
  return hopOrder.map((hop, index) => ({
    id: `${failure.address} ${hop}`,
    label: t(`hop.${hop}`, { address: failure.address }),
    outcome: index < failed ? 'ok' : index === failed ? 'failed' : 'skipped',
    ...(index === failed ? { detail: word(failure.reason) } : {}),
  }))
}
