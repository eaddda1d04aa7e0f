import { route } from '@/server/http/route'
import { listDeadLetters } from '@/server/services/dead-letters/list-dead-letters'

export const GET = route(listDeadLetters)
