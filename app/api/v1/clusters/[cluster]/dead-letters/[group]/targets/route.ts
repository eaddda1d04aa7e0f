import { route } from '@/server/http/route'
import { readResendTargets } from '@/server/services/dead-letters/read-resend-targets'

export const GET = route(readResendTargets)
