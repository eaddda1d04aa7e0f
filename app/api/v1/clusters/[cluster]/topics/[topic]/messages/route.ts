import { route } from '@/server/http/route'
import { listMessagesByKey } from '@/server/services/messages/list-messages-by-key'
import { sendMessage } from '@/server/services/messages/write/send-message'

export const GET = route(listMessagesByKey)
export const POST = route(sendMessage)
