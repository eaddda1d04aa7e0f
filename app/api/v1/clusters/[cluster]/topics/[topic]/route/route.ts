import { route } from '@/server/http/route'
import { readTopicRoute } from '@/server/services/topics/read-topic-route'

export const GET = route(readTopicRoute)
