import { route } from '@/server/http/route'
import { consumeMessage } from '@/server/services/messages/write/consume-message'

export const POST = route(consumeMessage)
