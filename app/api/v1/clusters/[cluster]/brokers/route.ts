import { route } from '@/server/http/route'
import { listBrokers } from '@/server/services/brokers/list-brokers'

export const GET = route(listBrokers)
