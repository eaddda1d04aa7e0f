import { route } from '@/server/http/route'
import { readTrace } from '@/server/services/messages/read-trace'

export const GET = route(readTrace)
