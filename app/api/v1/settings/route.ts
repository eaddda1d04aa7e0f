import { route } from '@/server/http/route'
import { readSettings } from '@/server/services/settings/read-settings'

export const GET = route(readSettings)
