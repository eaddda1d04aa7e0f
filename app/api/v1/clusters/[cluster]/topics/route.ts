import { route } from '@/server/http/route'
import { listTopics } from '@/server/services/topics/list-topics'

export const GET = route(listTopics)
