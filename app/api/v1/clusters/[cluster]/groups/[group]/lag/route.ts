import { route } from '@/server/http/route'
import { readGroupLag } from '@/server/services/groups/read-group-lag'

export const GET = route(readGroupLag)
