'use client'

import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Banner } from '@/components/ui/banner'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Skeleton } from '@/components/ui/skeleton'
import { useFormat } from '@/components/ui/use-format'
import { listBrokers } from '@/lib/contract/brokers'
import { readTopicQueues, readTopicRoute } from '@/lib/contract/topics'
import { RoutePicture } from './route-picture'
import { evenQueues, routePictureRows } from './route-picture-rows'
import { RouteTable } from './route-table'

const views = ['picture', 'table'] as const

/** Where clients are sent: brokers, addresses and queues, with the rate into each; the same as a table. */
export function RouteSection({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('topic')
  const format = useFormat()
  const [view, setView] = useQueryState('route', parseAsStringLiteral(views).withDefault('picture'))
  const route = useEndpoint(readTopicRoute, { cluster, topic })
  const queues = useEndpoint(readTopicQueues, { cluster, topic }).data?.items ?? []
  const replicas = useEndpoint(listBrokers, { cluster, pageSize: 1000 }).data?.items ?? []
  const failed = route.data?.completeness.failed ?? []
  return (
    <Section
      title={t('route')}
      note={t('routeNote')}
      aside={
        <SegmentedControl
          label={t('routeAs')}
          size="sm"
          value={view}
          onChange={(next) => void setView(next)}
          options={views.map((value) => ({ value, label: t(`routeView.${value}`) }))}
        />
      }
    >
      <Answer query={route} skeleton={<Skeleton width="100%" height={190} />}>
        {(data) => {
          const rows = routePictureRows(data, queues, replicas)
          const even = evenQueues(data)
          return (
            <>
              {data.queues.length === 0 && (
                <Banner tone="warning" className="mb-2">
                  {t('noRoute')}
                </Banner>
              )}
              {view === 'picture' ? (
                <RoutePicture cluster={cluster} rows={rows} />
              ) : (
                <RouteTable cluster={cluster} rows={rows} />
              )}
              <p className="pt-2 text-small text-ink-3">
                {[
                  data.queues.length > 0 && t('routeFrom'),
                  even && t('queuesEach', even),
                  data.orderConfig === null ? t('notOrdered') : t('ordered', { order: data.orderConfig }),
                  failed.length > 0 && t('routeFailed', { targets: failed.map((f) => f.target).join(', ') }),
                ]
                  .filter(Boolean)
                  .join(format.locale === 'zh-CN' ? '' : ' ')}
              </p>
            </>
          )
        }}
      </Answer>
    </Section>
  )
}
