import { route } from '@/server/http/route'
import { listMessagesByKey } from '@/server/services/messages/list-messages-by-key'

export const GET = route(listMessagesByKey)
