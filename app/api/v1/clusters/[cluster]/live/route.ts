import { route } from '@/server/http/route'
import { live } from '@/server/services/clusters/live'

export const GET = route(live)
