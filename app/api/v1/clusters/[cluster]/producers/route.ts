import { route } from '@/server/http/route'
import { listProducers } from '@/server/services/producers/list-producers'

export const GET = route(listProducers)
