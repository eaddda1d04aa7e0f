'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useGroupFacts } from '@/components/groups/group-facts'
import { GroupReadouts } from '@/components/groups/group-readouts'
import type { GroupDetail } from '@/components/groups/group-values'
import { LagTab } from '@/components/groups/lag-tab'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { Badge } from '@/components/ui/badge'
import { PartialBanner } from '@/components/ui/banner'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { LinkTabs } from '@/components/ui/tabs'
import { useFormat } from '@/components/ui/use-format'
import { readGroup, readGroupConfig, readGroupLag } from '@/lib/contract/groups'
import { chartParams } from '@/lib/url/chart-range'
import { prefixedParams } from '@/lib/url/list-params'
import { pages } from '@/lib/url/pages'
import { clientListParams, type GroupTab, groupTabParser, groupTabs, queueListParams } from '../search-params'

// A page carries the tab it opens with; the others come when they are first chosen.
const Coming = () => <Skeleton width="100%" height={240} />
// Drawn by the browser only: its code comes when its data has moved on, and what the server drew would not match.
const ClientsTab = dynamic(() => import('@/components/groups/clients-tab').then((tab) => tab.ClientsTab), {
  loading: Coming,
  ssr: false,
})
const SubscriptionsTab = dynamic(
  () => import('@/components/groups/subscriptions-tab').then((tab) => tab.SubscriptionsTab),
  { loading: Coming, ssr: false },
)
const RetryTab = dynamic(() => import('@/components/groups/retry-tab').then((tab) => tab.RetryTab), {
  loading: Coming,
  ssr: false,
})
const ConfigTab = dynamic(() => import('@/components/groups/config-tab').then((tab) => tab.ConfigTab), {
  loading: Coming,
  ssr: false,
})

const readParams = {
  tab: groupTabParser,
  ...chartParams,
  ...prefixedParams('q', queueListParams),
  ...prefixedParams('c', clientListParams),
}

/** One consumer group: how far it is behind, who consumes, as what it is defined. */
export function GroupView({ cluster, group }: { cluster: string; group: string }) {
  const t = useTranslations('group')
  const groups = useTranslations('groups')
  const query = useEndpoint(readGroup, { cluster, group })
  const lag = useEndpoint(readGroupLag, { cluster, group }, { enabled: query.data !== undefined })
  const [tab] = useQueryState('tab', groupTabParser)
  const seriesName = `group:${group}`
  const live = useLiveSeries(cluster, [seriesName])
  const series = live.series[seriesName] ?? null
  const data = query.data
  const facts = useGroupFacts(cluster, data)

  const content = (detail: GroupDetail) => {
    if (tab === 'clients') {
      return (
        <ClientsTab cluster={cluster} group={detail} queues={lag.data?.items ?? null} listParams={clientListParams} />
      )
    }
    if (tab === 'subscriptions') return <SubscriptionsTab cluster={cluster} group={detail} />
    if (tab === 'retry') return <RetryTab cluster={cluster} group={detail} lag={lag} />
    if (tab === 'config') return <ConfigTab cluster={cluster} group={group} />
    return (
      <LagTab
        cluster={cluster}
        group={detail}
        lag={lag}
        series={series}
        stepMs={live.stepMs}
        lost={live.lost}
        listParams={queueListParams}
      />
    )
  }
  return (
    <>
      <PageTitle
        crumbs={[{ label: groups('title'), href: pages.groups(cluster) }]}
        title={group}
        copy={group}
        badge={data && (data.system || data.leftover) && <Badge>{t(data.system ? 'system' : 'leftover')}</Badge>}
        facts={facts.length > 0 && facts}
      />
      <AddressNotice parsers={readParams} />
      <Answer
        query={query}
        skeleton={
          <div aria-busy="true" className="grid gap-4">
            <GroupReadouts cluster={cluster} group={null} lag={null} series={null} />
            <Skeleton width="100%" height={320} />
          </div>
        }
      >
        {(detail) => (
          <>
            <PartialBanner
              completeness={detail.completeness}
              onAskAgain={() => void query.refetch()}
              className="mb-3"
            />
            <GroupReadouts cluster={cluster} group={detail} lag={lag.data ?? null} series={series} />
            <Tabs cluster={cluster} group={detail} active={tab} />
            {content(detail)}
          </>
        )}
      </Answer>
    </>
  )
}

function Tabs({ cluster, group, active }: { cluster: string; group: GroupDetail; active: GroupTab }) {
  const t = useTranslations('group')
  const format = useFormat()
  const config = useEndpoint(readGroupConfig, { cluster, group: group.name })
  const configDiffers = (config.data?.differences.length ?? 0) + (config.data?.missingOn.length ?? 0)
  const retried = group.retryMessages === null && group.dlqMessages === null
  const counts: Record<GroupTab, { count?: string | null; tone?: 'warning' | undefined }> = {
    lag: {},
    clients: { count: group.members === null ? null : format.count(group.members) },
    subscriptions: group.subscriptionDifferences
      ? { count: t('differs', { count: group.subscriptionDifferences }), tone: 'warning' }
      : {},
    retry: retried ? {} : { count: format.count((group.retryMessages ?? 0) + (group.dlqMessages ?? 0)) },
    config: configDiffers > 0 ? { count: t('differs', { count: configDiffers }), tone: 'warning' } : {},
  }
  return (
    <LinkTabs
      label={t('tabs')}
      active={active}
      tabs={groupTabs.map((id) => ({
        id,
        label: t(`tab.${id}`),
        href: id === 'lag' ? pages.group(cluster, group.name) : `${pages.group(cluster, group.name)}?tab=${id}`,
        ...counts[id],
      }))}
    />
  )
}
