import { route } from '@/server/http/route'
import { readBroker } from '@/server/services/brokers/read-broker'

export const GET = route(readBroker)
