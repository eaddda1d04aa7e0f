'use client'

import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Agreement } from '@/components/name-servers/agreement'
import { NameServerConfigs } from '@/components/name-servers/config-table'
import { NameServerList } from '@/components/name-servers/name-server-list'
import { Freshness } from '@/components/ui/freshness'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { listNameServers } from '@/lib/contract/brokers'
import { configListParams, configShowParam } from '../search-params'

/** The name servers of a cluster: do they say the same, does each answer, how was each started. */
export function NameServersView({ cluster }: { cluster: string }) {
  const t = useTranslations('nameServers')
  const query = useEndpoint(listNameServers, { cluster })
  const state = useTableState(configListParams)
  const [show, setShow] = useQueryState('show', configShowParam)
  const items = query.data?.items
  const silent = items?.filter((item) => item.reachable === false) ?? []
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          items && [
            <span key="count">{t('configured', { count: items.length })}</span>,
            <span key="truth" className={silent.length > 0 ? 'text-danger' : undefined}>
              {silent.length === 0
                ? t('allAnswer', { count: items.length })
                : t('someSilent', { addresses: silent.map((item) => item.address).join(', ') })}
            </span>,
            <Freshness key="age" asOf={query.data?.asOf ?? null} />,
          ]
        }
      />
      <AddressNotice parsers={{ ...configListParams, show: configShowParam }} />
      <Answer
        query={query}
        skeleton={
          <Section title={t('list')}>
            <NameServerList rows={undefined} />
          </Section>
        }
      >
        {(data) => (
          <div className="grid gap-5">
            <Agreement cluster={cluster} views={data} />
            <Section title={t('list')} note={t('listNote')}>
              <NameServerList rows={data.items} />
            </Section>
            <NameServerConfigs
              cluster={cluster}
              addresses={data.items.map((item) => item.address)}
              state={state}
              show={show}
              onShow={(next) => void setShow(next)}
            />
          </div>
        )}
      </Answer>
    </>
  )
}
