import { route } from '@/server/http/route'
import { readMessageByOffset } from '@/server/services/messages/read-message-by-offset'

export const GET = route(readMessageByOffset)
