import { route } from '@/server/http/route'
import { readTopic } from '@/server/services/topics/read-topic'

export const GET = route(readTopic)
