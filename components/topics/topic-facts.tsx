'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { State } from '@/components/ui/state'
import type { OutputOf } from '@/lib/contract/endpoint'
import { type readTopic, readTopicGroups } from '@/lib/contract/topics'
import { retryOwner } from '@/lib/domain/retry-owner'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind'
import { pages } from '@/lib/url/pages'
import { PermissionText } from './cells'

type TopicAnswer = OutputOf<typeof readTopic>

/** The line of facts of a topic: brokers, queues, permission, whose it is, and whether brokers agree on it. */
export function useTopicFacts(cluster: string, name: string, topic: TopicAnswer | undefined): ReactNode[] | null {
  const t = useTranslations('topic')
  const owner = useOwner(cluster, name)
  if (!topic) return null
  const { readQueues, writeQueues } = topic
  const queues =
    readQueues === null || writeQueues === null
      ? null
      : readQueues === writeQueues
        ? t('queueCount', { count: readQueues })
        : t('queueCounts', { read: readQueues, write: writeQueues })
  const partial = topic.silentBrokers.length > 0
  return [
    t('brokerCount', { count: topic.brokers.length }),
    queues && (topic.atLeast.includes('readQueues') ? `${t('atLeast')} ${queues}` : queues),
    <PermissionText key="permission" permission={topic.permission} />,
    owner,
    topic.configDiffers ? (
      <State key="config" tone="warning">
        <Link href={`${pages.topic(cluster, name)}?tab=config`} className="text-warn">
          {t('configDiffers')}
        </Link>
      </State>
    ) : (
      t(partial ? 'configSameAnswered' : 'configSame')
    ),
  ].filter((fact) => fact !== null)
}

/** Of a retry or dead-letter topic, the group it belongs to. */
function useOwner(cluster: string, name: string): ReactNode {
  const t = useTranslations('topic')
  const groups = useEndpoint(readTopicGroups, { cluster, topic: name }).data?.items ?? []
  const owner = retryOwner(name, { groups: new Set(groups.map((group) => group.name)), topics: new Set() })
  if (owner === null) return null
  // Nobody has to consume a dead-letter topic: its name says whose it is.
  const group = owner.group ?? (owner.kind === 'dlq' ? name.slice(DLQ_PREFIX.length) : null)
  if (group === null) return null
  return (
    <span key="owner">
      {t.rich(`owner.${owner.kind}`, {
        link: () => (
          <Link href={pages.group(cluster, group)} className="underline">
            {group}
          </Link>
        ),
      })}
    </span>
  )
}
