import { route } from '@/server/http/route'
import { readNameServerConfig } from '@/server/services/name-servers/read-name-server-config'

export const GET = route(readNameServerConfig)
