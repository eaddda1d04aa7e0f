'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { LinkTabs } from '@/components/ui/tabs'
import { readSettings } from '@/lib/contract/settings'
import { About } from './about'
import { Appearance } from './appearance'
import { ConfiguredClusters, EffectiveValues } from './configuration'
import { Licences } from './licences'

const tabs = ['general', 'licences'] as const
const tabParser = parseAsStringLiteral(tabs).withDefault('general')

/** How the console looks to this reader, what it was started with, what it is made of. */
export function SettingsView() {
  const t = useTranslations('settings')
  const pathname = usePathname()
  const [tab] = useQueryState('tab', tabParser)
  const query = useEndpoint(readSettings, {}, { once: true })
  return (
    <>
      <PageTitle title={t('title')} />
      <AddressNotice parsers={{ tab: tabParser }} />
      <LinkTabs
        label={t('title')}
        active={tab}
        className="mt-0 mb-3.5"
        tabs={tabs.map((id) => ({
          id,
          label: t(`tab.${id}`),
          href: id === 'general' ? pathname : `${pathname}?tab=${id}`,
        }))}
      />
      {tab === 'licences' ? (
        <Licences />
      ) : (
        <div className="grid gap-5">
          <div className="grid gap-x-6 gap-y-5 mid:grid-cols-2">
            <Appearance />
            <About />
          </div>
          <Answer query={query} skeleton={<Skeleton width="100%" height={320} />}>
            {(data) => (
              <div className="grid gap-5">
                <ConfiguredClusters settings={data} />
                <EffectiveValues settings={data} />
              </div>
            )}
          </Answer>
        </div>
      )}
    </>
  )
}
