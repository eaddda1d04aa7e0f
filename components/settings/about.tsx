'use client'

import { useTranslations } from 'next-intl'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Unknown } from '@/components/ui/unknown'
import { readAbout } from '@/lib/contract/clusters'

/** Which console this is. */
export function About() {
  const t = useTranslations('settings')
  const { data } = useEndpoint(readAbout, {}, { once: true })
  const rows = [
    { key: 'version', value: data && <span className="num">{data.version}</span> },
    {
      key: 'build',
      value: data && (data.build === null ? t('noBuild') : <span className="mono wrap-anywhere">{data.build}</span>),
    },
    { key: 'node', value: data && <span className="num">{data.node}</span> },
    { key: 'rocketmq', value: t('rocketmqVersions') },
    { key: 'licence', value: 'Apache-2.0' },
    {
      key: 'api',
      value: (
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          {t('apiDocument')}
        </a>
      ),
    },
    {
      key: 'signIn',
      value: data && t(data.authMode === 'off' ? 'signInOff' : 'signInNone'),
    },
  ] as const
  return (
    <Section title={t('about')}>
      <dl className="grid">
        {rows.map(({ key, value }) => (
          <div
            key={key}
            className="grid min-h-10 grid-cols-[120px_minmax(0,1fr)] items-center gap-x-4 border-b border-line py-1.5"
          >
            <dt className="text-small text-ink-3">{t(`aboutKey.${key}`)}</dt>
            <dd className="min-w-0">{value ?? (data ? <Unknown /> : <Skeleton width={120} />)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
