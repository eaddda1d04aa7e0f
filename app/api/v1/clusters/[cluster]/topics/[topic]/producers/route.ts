import { route } from '@/server/http/route'
import { readTopicProducers } from '@/server/services/topics/read-topic-producers'

export const GET = route(readTopicProducers)
