import { route } from '@/server/http/route'
import { readMessage } from '@/server/services/messages/read-message'

export const GET = route(readMessage)
