import { route } from '@/server/http/route'
import { tailMessages } from '@/server/services/messages/search/tail-messages'

export const GET = route(tailMessages)
