import { route } from '@/server/http/route'
import { readTopicConfig } from '@/server/services/topics/read-topic-config'

export const GET = route(readTopicConfig)
