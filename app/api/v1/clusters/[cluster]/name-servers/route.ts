import { route } from '@/server/http/route'
import { listNameServers } from '@/server/services/name-servers/list-name-servers'

export const GET = route(listNameServers)
