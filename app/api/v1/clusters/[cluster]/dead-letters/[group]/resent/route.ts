import { route } from '@/server/http/route'
import { listResent } from '@/server/services/dead-letters/list-resent'

export const GET = route(listResent)
