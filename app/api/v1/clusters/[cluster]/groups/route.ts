import { route } from '@/server/http/route'
import { listGroups } from '@/server/services/groups/list-groups'

export const GET = route(listGroups)
