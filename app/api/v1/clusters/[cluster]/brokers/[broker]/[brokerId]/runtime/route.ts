import { route } from '@/server/http/route'
import { readBrokerRuntime } from '@/server/services/brokers/read-broker-runtime'

export const GET = route(readBrokerRuntime)
