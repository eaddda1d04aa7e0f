'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/ui/use-format'
import { pages } from '@/lib/url/pages'
import { Explained, GroupState } from './cells'
import type { GroupDetail } from './group-values'

const SHOWN_TOPICS = 4

/** One line of facts under the group's name: state, clients, how it consumes, what, how often again, with what. */
export function useGroupFacts(cluster: string, group: GroupDetail | undefined): ReactNode[] {
  const t = useTranslations('group')
  const groups = useTranslations('groups')
  const format = useFormat()
  if (group === undefined) return []
  const silent = group.completeness.failed.map((f) => f.target).join(', ')
  const how = [
    group.consumeType === 'unknown' ? null : groups(`consumeType.${group.consumeType}`),
    group.messageModel === 'unknown' ? null : groups(`messageModel.${group.messageModel}`),
  ].filter((word) => word !== null)
  const facts = [
    <GroupState key="state" row={group} silent={silent} />,
    group.members === null || group.leftover ? null : (
      <span key="members" className="num">
        {group.atLeast.includes('members')
          ? t('clientsAtLeast', { count: format.count(group.members) })
          : t('clients', { count: group.members })}
      </span>
    ),
    how.length === 0 ? null : <span key="how">{how.join(t('comma'))}</span>,
    group.topics.length === 0 ? null : <TopicList key="topics" cluster={cluster} topics={group.topics} />,
    group.retryMaxTimes === null ? null : (
      <span key="retries">
        {group.retryMaxTimes < 0 ? t('endlessRetries') : t('maxRetries', { count: group.retryMaxTimes })}
      </span>
    ),
    group.clientVersions.length === 0 ? null : (
      <span key="versions" className="num">
        {t('clientVersions', { versions: group.clientVersions.join(t('comma')) })}
      </span>
    ),
  ]
  return facts.filter((fact) => fact !== null)
}

function TopicList({ cluster, topics }: { cluster: string; topics: readonly string[] }) {
  const t = useTranslations('group')
  const more = topics.slice(SHOWN_TOPICS)
  return (
    <span className="whitespace-normal">
      {topics.slice(0, SHOWN_TOPICS).map((topic, index) => (
        <span key={topic}>
          {index > 0 && t('comma')}
          <Link href={pages.topic(cluster, topic)} prefetch={false}>
            {topic}
          </Link>
        </span>
      ))}
      {more.length > 0 && (
        <>
          {t('comma')}
          <Explained words={more.join(t('comma'))}>{t('moreTopics', { count: more.length })}</Explained>
        </>
      )}
    </span>
  )
}
