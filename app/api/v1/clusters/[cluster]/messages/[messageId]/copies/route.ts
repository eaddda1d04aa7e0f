import { route } from '@/server/http/route'
import { copyMessage } from '@/server/services/messages/write/copy-message'

export const POST = route(copyMessage)
