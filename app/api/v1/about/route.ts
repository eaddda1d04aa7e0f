import { route } from '@/server/http/route'
import { readAbout } from '@/server/services/about/read-about'

export const GET = route(readAbout)
