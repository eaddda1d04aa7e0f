import { route } from '@/server/http/route'
import { readMessageBody } from '@/server/services/messages/read-message-body'

export const GET = route(readMessageBody)
