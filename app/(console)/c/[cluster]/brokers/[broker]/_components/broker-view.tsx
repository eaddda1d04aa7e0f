'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { useBrokerFacts } from '@/components/broker/broker-facts'
import { BrokerReadouts } from '@/components/broker/broker-readouts'
import { type BrokerDetail, chosenReplicas, subjectOf } from '@/components/broker/broker-values'
import { ConfigSection } from '@/components/broker/config-section'
import { BrokerLiveCharts, replicaSeries } from '@/components/broker/live-charts'
import { replicaLabel } from '@/components/broker/replica-head'
import { RuntimeSection } from '@/components/broker/runtime-section'
import { BusiestTopics, HostedTopics } from '@/components/broker/topics-section'
import { useConfigs, useRuntimes } from '@/components/broker/use-replicas'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { PartialBanner } from '@/components/ui/banner'
import { PageTitle } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Skeleton } from '@/components/ui/skeleton'
import { LinkTabs } from '@/components/ui/tabs'
import { useFormat } from '@/components/ui/use-format'
import { readBroker } from '@/lib/contract/brokers'
import { chartParams } from '@/lib/url/chart-range'
import { prefixedParams } from '@/lib/url/list-params'
import { pages } from '@/lib/url/pages'
import { type BrokerTab, brokerParams, brokerTabs, hostedListParams } from '../search-params'

const readParams = { ...brokerParams, ...chartParams, ...prefixedParams('t', hostedListParams) }

/** One broker name: what goes through it now, what its replicas say of themselves, as what they are configured. */
export function BrokerView({ cluster, broker }: { cluster: string; broker: string }) {
  const brokers = useTranslations('brokers')
  const query = useEndpoint(readBroker, { cluster, broker })
  const [{ replica }, setParams] = useQueryStates(brokerParams, { history: 'replace' })
  const data = query.data
  const facts = useBrokerFacts(data, replica)
  return (
    <>
      <PageTitle
        crumbs={[{ label: brokers('title'), href: pages.brokers(cluster) }]}
        title={broker}
        copy={broker}
        badge={
          data &&
          data.replicas.length > 1 && (
            <ReplicaChoice data={data} choice={replica} onChoice={(next) => void setParams({ replica: next })} />
          )
        }
        facts={facts.length > 0 && facts}
      />
      <AddressNotice parsers={readParams} />
      <Answer
        query={query}
        skeleton={
          <div aria-busy="true" className="grid gap-4">
            <BrokerReadouts subject={null} chosen={[]} all={[]} series={null} latencyGiven={null} />
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
            <BrokerBody cluster={cluster} data={detail} />
          </>
        )}
      </Answer>
    </>
  )
}

function ReplicaChoice({
  data,
  choice,
  onChoice,
}: {
  data: BrokerDetail
  choice: number | null
  onChoice: (next: number | null) => void
}) {
  const t = useTranslations('broker')
  const known = data.replicas.some(({ brokerId }) => brokerId === choice)
  return (
    <SegmentedControl
      label={t('replicas')}
      size="sm"
      value={known ? String(choice) : 'all'}
      onChange={(next) => onChoice(next === 'all' ? null : Number(next))}
      options={[
        { value: 'all', label: t(data.replicas.length === 2 ? 'both' : 'all') },
        ...data.replicas.map((one) => ({ value: String(one.brokerId), label: replicaLabel(t, one) })),
      ]}
    />
  )
}

function BrokerBody({ cluster, data }: { cluster: string; data: BrokerDetail }) {
  const [{ tab, replica, show, find }, setParams] = useQueryStates(brokerParams, { history: 'replace' })
  const all = data.replicas
  const chosen = chosenReplicas(all, replica)
  const subject = subjectOf(chosen)
  const slaves = (subject?.brokerId === 0 ? all : chosen).filter(({ brokerId }) => brokerId !== 0)
  const subjectSeries = subject?.brokerId === 0 ? `broker:${data.brokerName}` : subject ? replicaSeries(subject) : ''
  const names = [subjectSeries, ...slaves.map(replicaSeries)].filter((name) => name !== '').join('\n')
  const live = useLiveSeries(
    cluster,
    useMemo(() => [...new Set(names.split('\n'))], [names]),
  )
  const runtimes = useRuntimes(cluster, all)
  const { configs, failed } = useConfigs(cluster, all)
  const ofChosen = <T,>(values: readonly T[]) => values.filter((_, at) => chosen.includes(all[at]!))
  const chosenRuntimes = ofChosen(runtimes)
  const ownRuntime = subject ? runtimes[all.indexOf(subject)] : null
  const latencyGiven = ownRuntime?.values.length ? ownRuntime.values.some(({ key }) => key === 'putLatency99') : null
  const links = tabLinks(cluster, data.brokerName, replica)

  const runtime = (allHref?: string) => (
    <RuntimeSection
      brokerName={data.brokerName}
      replicas={chosen}
      runtimes={chosenRuntimes}
      configs={ofChosen(configs)}
      className="mt-4"
      {...(allHref === undefined ? {} : { allHref })}
    />
  )
  const config = (tight: boolean) => (
    <ConfigSection
      tight={tight}
      brokerName={data.brokerName}
      replicas={all}
      chosen={chosen}
      configs={configs}
      failed={failed}
      show={show}
      onShow={(next) => void setParams({ show: next })}
      search={find}
      onSearch={(next) => void setParams({ find: next })}
      className="mt-4"
    />
  )
  const parts: Record<BrokerTab, () => React.ReactNode> = {
    live: () => (
      <>
        <BrokerLiveCharts
          name={data.brokerName}
          live={live}
          subject={subjectSeries}
          slaves={slaves}
          latencyGiven={latencyGiven !== false}
          version={subject?.version ?? null}
        />
        <div className="grid grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] gap-x-6 max-wide:grid-cols-1">
          {runtime(links.runtime)}
          {config(true)}
        </div>
        <BusiestTopics cluster={cluster} broker={data} allHref={links.topics} />
      </>
    ),
    topics: () => <HostedTopics cluster={cluster} broker={data} listParams={hostedListParams} />,
    runtime: () => runtime(),
    config: () => config(false),
  }
  return (
    <>
      <BrokerReadouts
        subject={subject}
        chosen={chosen}
        all={all}
        series={live.series[subjectSeries] ?? null}
        latencyGiven={latencyGiven}
      />
      <Tabs
        active={tab}
        links={links}
        counts={{
          topics: data.topics.length,
          runtime: keysOf(chosenRuntimes.map((one) => one?.values)),
          config: keysOf(configs.map((one) => one?.items)),
        }}
      />
      {parts[tab]()}
    </>
  )
}

/** How many different keys; null before the first answer. */
function keysOf(lists: readonly (readonly { key: string }[] | undefined)[]): number | null {
  const known = lists.filter((list) => list !== undefined)
  return known.length === 0 ? null : new Set(known.flatMap((list) => list.map(({ key }) => key))).size
}

/** The choice of the replica goes with the reader from part to part. */
function tabLinks(cluster: string, broker: string, replica: number | null): Record<BrokerTab, string> {
  const link = (tab: BrokerTab) => {
    const query = new URLSearchParams()
    if (tab !== 'live') query.set('tab', tab)
    if (replica !== null) query.set('replica', String(replica))
    return `${pages.broker(cluster, broker)}${query.size > 0 ? `?${query}` : ''}`
  }
  return { live: link('live'), topics: link('topics'), runtime: link('runtime'), config: link('config') }
}

function Tabs({
  active,
  links,
  counts,
}: {
  active: BrokerTab
  links: Record<BrokerTab, string>
  counts: Partial<Record<BrokerTab, number | null>>
}) {
  const t = useTranslations('broker')
  const format = useFormat()
  return (
    <LinkTabs
      label={t('tabs')}
      active={active}
      tabs={brokerTabs.map((id) => ({
        id,
        label: t(`tab.${id}`),
        href: links[id],
        count: format.count(counts[id] ?? null),
      }))}
    />
  )
}
