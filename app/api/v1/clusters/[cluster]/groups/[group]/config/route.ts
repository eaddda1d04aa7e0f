import { route } from '@/server/http/route'
import { readGroupConfig } from '@/server/services/groups/read-group-config'

export const GET = route(readGroupConfig)
