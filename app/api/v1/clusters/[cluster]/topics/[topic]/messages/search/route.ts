import { route } from '@/server/http/route'
import { searchMessages } from '@/server/services/messages/search/search-messages'

export const GET = route(searchMessages)
