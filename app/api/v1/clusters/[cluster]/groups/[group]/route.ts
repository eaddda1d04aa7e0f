import { route } from '@/server/http/route'
import { readGroup } from '@/server/services/groups/read-group'

export const GET = route(readGroup)
