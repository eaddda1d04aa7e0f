'use client'

import { MailSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RecentList } from '@/components/messages/recent-list'
import { KeyValues, Section } from '@/components/ui/section'
import { EmptyState } from '@/components/ui/states'

/** Before anything is looked up: what was found last, and how the ids look. */
export function LookupStart({ cluster }: { cluster: string }) {
  const t = useTranslations('messages')
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 mid:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Section title={t('recentTitle')}>
        <RecentList
          cluster={cluster}
          empty={
            <EmptyState icon={MailSearch} title={t('noRecent')}>
              {t('noRecentBody')}
            </EmptyState>
          }
        />
      </Section>
      <Section title={t('idsTitle')}>
        <KeyValues
          className="pt-1"
          items={(['unique', 'grpc', 'offset'] as const).map((kind) => ({
            id: kind,
            key: t(`ids.${kind}.name`),
            value: (
              <>
                <code className="block wrap-anywhere text-ink-2">{examples[kind]}</code>
                <span className="block pb-2 text-small text-ink-2">{t(`ids.${kind}.is`)}</span>
              </>
            ),
          }))}
        />
      </Section>
    </div>
  )
}

const examples = {
  unique: '0A0C0829BC2E2A139A551F3E8C216F11',
  grpc: '0102427A3B4C5D1A2B0567D8F900000001',
  offset: '0A0C082900002A9F00000000000227F6',
}
