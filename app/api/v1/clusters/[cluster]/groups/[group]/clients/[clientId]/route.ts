import { route } from '@/server/http/route'
import { readGroupClient } from '@/server/services/groups/read-group-client'

export const GET = route(readGroupClient)
