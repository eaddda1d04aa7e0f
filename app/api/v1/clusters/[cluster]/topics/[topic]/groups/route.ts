import { route } from '@/server/http/route'
import { readTopicGroups } from '@/server/services/topics/read-topic-groups'

export const GET = route(readTopicGroups)
