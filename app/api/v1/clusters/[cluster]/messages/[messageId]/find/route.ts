import { route } from '@/server/http/route'
import { findMessageInTopics } from '@/server/services/messages/find-message-in-topics'

export const GET = route(findMessageInTopics)
