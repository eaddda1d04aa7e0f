import { route } from '@/server/http/route'
import { readTopicQueues } from '@/server/services/topics/read-topic-queues'

export const GET = route(readTopicQueues)
