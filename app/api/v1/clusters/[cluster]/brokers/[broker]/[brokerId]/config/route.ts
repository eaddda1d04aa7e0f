import { route } from '@/server/http/route'
import { readBrokerConfig } from '@/server/services/brokers/read-broker-config'

export const GET = route(readBrokerConfig)
