import { parseAsStringLiteral } from 'nuqs/server'
import { listParams } from '@/lib/url/list-params'

export const topicTabs = ['live', 'queues', 'groups', 'producers', 'config'] as const
export type TopicTab = (typeof topicTabs)[number]

/** `?tab=queues` */
export const topicTabParser = parseAsStringLiteral(topicTabs).withDefault('live')

/** The table of queues, sorted in the browser: `?q-sort=-messagesKept`. */
export const queueListParams = listParams({
  sortFields: ['queue', 'minOffset', 'maxOffset', 'messagesKept', 'lastMessageAt', 'inTps'],
  defaultSort: 'queue',
  defaultPageSize: 1_000,
})

/** The table of groups: `?g-sort=name`. */
export const groupListParams = listParams({
  sortFields: ['name', 'state', 'members', 'lagMessages', 'lagMs', 'outTps'],
  defaultSort: '-lagMessages',
  defaultPageSize: 1_000,
})

/** The table of producers: `?p-sort=clientId`. */
export const producerListParams = listParams({
  sortFields: ['group', 'clientId', 'address', 'version', 'lastSeenAt'],
  defaultSort: 'group',
  defaultPageSize: 1_000,
})
