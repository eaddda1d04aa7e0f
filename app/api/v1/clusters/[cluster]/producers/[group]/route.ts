import { route } from '@/server/http/route'
import { readProducer } from '@/server/services/producers/read-producer'

export const GET = route(readProducer)
