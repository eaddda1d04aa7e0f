import { route } from '@/server/http/route'
import { readGroupClients } from '@/server/services/groups/read-group-clients'

export const GET = route(readGroupClients)
